import type { Estimate } from './estimate.js';

/** What a figure is to be, named before anything is measured. */
export interface Goal {
  readonly name: string;
  readonly goal: number;
  readonly direction: 'at_most' | 'at_least';
}

export type Verdict = 'met' | 'missed' | 'undecided';

/** By the whole interval: met or missed only when all of it lies on one side of the goal. */
export function verdictOf({ goal, direction }: Goal, estimate: Estimate | undefined): Verdict {
  if (estimate === undefined) return 'undecided';
  const { low, high } = estimate;
  const [best, worst] = direction === 'at_most' ? [low, high] : [-high, -low];
  const bound = direction === 'at_most' ? goal : -goal;
  if (worst <= bound) return 'met';
  return best > bound ? 'missed' : 'undecided';
}
