/** What a line of the runner's protocol says (docs/runner-protocol.md). */
export interface ProgramEvent {
  readonly event: 'ready' | 'progress' | 'done';
  /** Steps done; 0 at `ready`. */
  readonly step: number;
  readonly loss: number | undefined;
}

/** A line of the protocol before it is trusted. */
interface Claim {
  readonly tfsched?: unknown;
  readonly event?: unknown;
  readonly step?: unknown;
  readonly steps?: unknown;
  readonly loss?: unknown;
}

/** Undefined for a line that is none of the protocol's. */
export function parseProtocolLine(line: string): ProgramEvent | undefined {
  if (!line.startsWith('{') || !line.includes('"tfsched"')) return undefined;
  let claim: Claim | null;
  try {
    claim = JSON.parse(line) as Claim | null;
  } catch {
    return undefined;
  }
  if (claim?.tfsched !== 1) return undefined;
  const loss = typeof claim.loss === 'number' ? claim.loss : undefined;
  switch (claim.event) {
    case 'ready':
      return { event: 'ready', step: 0, loss };
    case 'progress':
      return isStep(claim.step) ? { event: 'progress', step: claim.step, loss } : undefined;
    case 'done':
      return isStep(claim.steps) ? { event: 'done', step: claim.steps, loss } : undefined;
    default:
      return undefined;
  }
}

function isStep(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Longer lines are not the protocol's. */
const LONGEST_LINE = 4096;
const NEWLINE = 10;
const BRACE = 123;

/** Finds the protocol's lines in what a program writes; other lines cost next to nothing. */
export class ProtocolReader {
  private rest = '';
  /** In a line that is none of ours, until its end. */
  private skipping = false;

  constructor(private readonly onEvent: (event: ProgramEvent) => void) {}

  push(piece: Buffer): void {
    let at = 0;
    while (at < piece.length) {
      const newline = piece.indexOf(NEWLINE, at);
      const end = newline === -1 ? piece.length : newline;
      if (!this.skipping) this.take(piece, at, end);
      if (newline === -1) return;
      if (!this.skipping) this.line();
      this.rest = '';
      this.skipping = false;
      at = newline + 1;
    }
  }

  private take(piece: Buffer, from: number, to: number): void {
    const ours = this.rest !== '' || from === to || piece[from] === BRACE;
    if (!ours || this.rest.length + to - from > LONGEST_LINE) {
      this.skipping = true;
      this.rest = '';
    } else this.rest += piece.toString('latin1', from, to);
  }

  private line(): void {
    const event = parseProtocolLine(this.rest);
    if (event !== undefined) this.onEvent(event);
  }
}

/**
 * Lets what a job tells through once in so many seconds at most, but for its first `ready` and `done`, and keeps the last that it held
 * back: a program may write as many lines as it likes, and the log does not grow with them.
 */
export class ProgressThrottle {
  private last = -Infinity;
  private held: ProgramEvent | undefined;
  private readonly told = new Set<ProgramEvent['event']>();

  constructor(private readonly interval: number) {}

  /** True when the event is to be told now; `now` is in seconds. */
  lets(event: ProgramEvent, now: number): boolean {
    const isFirst = event.event !== 'progress' && !this.told.has(event.event);
    if (!isFirst && now - this.last < this.interval) {
      this.held = event;
      return false;
    }
    if (!isFirst) this.last = now;
    this.told.add(event.event);
    this.held = undefined;
    return true;
  }

  /** The last event that was held back and overtaken by none. */
  takeHeld(): ProgramEvent | undefined {
    const { held } = this;
    this.held = undefined;
    return held;
  }
}
