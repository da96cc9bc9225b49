import type { Estimate } from './estimate.js';

/** What a figure is to be, named before anything is measured. */
export interface Goal {
  readonly name: string;
  readonly goal: number;
  readonly direction: 'at_most' | 'at_least';
  /** The part of the goal that a figure may fall short of it by and still meet it: 0.05 lets 95 pass for 100. Default 0. */
  readonly margin?: number;
}

export type Verdict = 'met' | 'missed' | 'undecided';

/** By the whole interval: met or missed only when all of it lies on one side of the goal. */
export function verdictOf({ goal, direction, margin = 0 }: Goal, estimate: Estimate | undefined): Verdict {
  if (estimate === undefined) return 'undecided';
  const { low, high } = estimate;
  const [best, worst] = direction === 'at_most' ? [low, high] : [-high, -low];
  const bound = direction === 'at_most' ? goal * (1 + margin) : -goal * (1 - margin);
  if (worst <= bound) return 'met';
  return best > bound ? 'missed' : 'undecided';
}
