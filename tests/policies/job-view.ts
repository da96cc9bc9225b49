import type { JobView } from '../../src/core/job.js';
import type { Policy, Preemption } from '../../src/core/policy.js';

/** What a test says of a job; what it waited, was served and attained is given as it is at the moment of the question. */
export interface ViewDraft extends Partial<
  Omit<JobView, 'waitedAt' | 'servedAt' | 'attainedAt' | 'attainedInAttemptAt'>
> {
  readonly waited?: number;
  readonly served?: number;
  /** Of all attempts, and of the current one. */
  readonly attained?: number;
}

/** A job as policies and modes see it. */
export function jobView({ waited = 0, served = 0, attained = 0, ...draft }: ViewDraft = {}): JobView {
  return {
    id: 'job',
    position: 0,
    arrival: 0,
    cores: 1,
    minCores: 1,
    maxCores: 8,
    priority: 0,
    retries: 0,
    timeout: Infinity,
    memory: 0,
    user: undefined,
    dedicated: undefined,
    estimate: undefined,
    arrivalRank: 0,
    queueRank: 0,
    turnRank: 0,
    request: draft.cores ?? 1,
    given: 0,
    phase: 'waiting',
    attempt: 1,
    waitedAt: () => waited,
    servedAt: () => served,
    attainedAt: () => attained,
    attainedInAttemptAt: () => attained,
    ...draft,
  };
}

type Orders = Pick<Policy, 'compare' | 'compareAttended'> & Pick<Preemption, 'compareVictims'>;

/** By one of the orders of `rules`: -1 when `a` goes first, 1 when `b` does, 0 when it knows no difference. */
export function firstOf(rules: Partial<Orders>, order: keyof Orders, a: ViewDraft, b: ViewDraft): number {
  return Math.sign(rules[order]?.(jobView(a), jobView(b), 0) ?? Number.NaN);
}
