/** The part of an axis that is looked at, in percent of it; charts that have the same on an axis share it. */
export interface Range {
  readonly start: () => number;
  readonly end: () => number;
  readonly set: (start: number, end: number) => void;
  /** Wider by the factor, around its middle. */
  readonly scale: (factor: number) => void;
  /** Further by so much of its width. */
  readonly move: (part: number) => void;
  readonly onChange: (listener: () => void) => void;
}

/** It is never narrower; percent. */
const NARROWEST = 0.01;

export function wholeRange(): Range {
  const listeners: (() => void)[] = [];
  let start = 0;
  let end = 100;
  const set = (from: number, to: number): void => {
    const width = Math.min(100, Math.max(NARROWEST, to - from));
    const first = Math.min(Math.max(0, from), 100 - width);
    if (Math.abs(first - start) + Math.abs(first + width - end) < 1e-9) return;
    start = first;
    end = first + width;
    for (const listener of listeners) listener();
  };
  return {
    start: () => start,
    end: () => end,
    set,
    scale: (factor) => {
      const middle = (start + end) / 2;
      const half = (Math.max(NARROWEST, end - start) * factor) / 2;
      set(middle - half, middle + half);
    },
    move: (part) => set(start + part * (end - start), end + part * (end - start)),
    onChange: (listener) => void listeners.push(listener),
  };
}
