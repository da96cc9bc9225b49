import type { Action } from './actions.js';
import type { Job } from './job-state.js';

/** How an attempt ended. */
export interface Exit {
  /** The program's exit code; 137 when it was killed. */
  readonly code: number;
  /** In a word or a short sentence where the code does not say it: `timeout`, `out of memory`, `removed` ... */
  readonly reason: string | undefined;
  /**
   * True when Docker or the host ended the attempt, and not the program, its timeout, its memory limit or a person
   * (design 5.3): it is queued again without using up a retry.
   */
  readonly lost: boolean;
}

/**
 * What happened, told to the engine by the executor, by the feed of the workload or by the engine's own timers. `at` is in
 * seconds on the run's clock: for a timer, when it was due.
 */
export type Fact =
  | {
      readonly kind: 'exited';
      readonly at: number;
      readonly job: Job;
      readonly attempt: number;
      readonly exit: Exit;
    }
  | { readonly kind: 'timed_out'; readonly at: number; readonly job: Job }
  | { readonly kind: 'confirmed'; readonly at: number; readonly action: Action }
  | { readonly kind: 'refused'; readonly at: number; readonly action: Action; readonly reason: string }
  /** The user (Ctrl-C), `--fail-fast` or `--time-limit` ends the run: every job that has not ended is cancelled. */
  | { readonly kind: 'cancelled'; readonly at: number; readonly reason: string }
  | { readonly kind: 'updated'; readonly at: number; readonly job: Job; readonly cores: number }
  | { readonly kind: 'arrived'; readonly at: number; readonly job: Job }
  | { readonly kind: 'turn_ended'; readonly at: number; readonly job: Job }
  | { readonly kind: 'exemption_ended'; readonly at: number; readonly job: Job }
  | { readonly kind: 'aging_tick'; readonly at: number };

/** The order in which facts of one instant are applied (design 4.1). Confirmations decide nothing, so they go first. */
const RANK: Readonly<Record<Fact['kind'], number>> = {
  confirmed: 0,
  refused: 1,
  exited: 2,
  timed_out: 3,
  cancelled: 4,
  updated: 5,
  arrived: 6,
  turn_ended: 7,
  exemption_ended: 8,
  aging_tick: 9,
};

/** Order among facts of the same instant: by kind, then as design 4.1 and 4.2 order facts of one kind. */
export function compareFacts(a: Fact, b: Fact): number {
  return RANK[a.kind] - RANK[b.kind] || placeWithinKind(a) - placeWithinKind(b);
}

function placeWithinKind(fact: Fact): number {
  switch (fact.kind) {
    case 'exited':
    case 'timed_out':
      return fact.job.position;
    case 'updated':
    case 'arrived':
      return fact.job.arrivalRank;
    case 'turn_ended':
    case 'exemption_ended':
      return fact.job.turnRank;
    case 'confirmed':
    case 'refused':
      return fact.action.id;
    case 'cancelled':
    case 'aging_tick':
      return 0;
  }
}
