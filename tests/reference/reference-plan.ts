/** What backfilling foresees: who will hold how many cores, and until when (docs/scheduling.md, "Backfilling"). */
import { dedicatedTime } from './reference-measures.js';
import { compare } from './reference-model.js';
import { type LiveJob, type RefState, running } from './reference-state.js';

/** Cores that are held, or will be, from `start` to `end` (s). */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly cores: number;
}

/** The core-seconds that an attempt is expected to take: "estimate x cores at submission". */
function expectedWork(state: RefState, job: LiveJob): number {
  return (job.spec.estimate ?? dedicatedTime(state.config, job)) * job.spec.cores;
}

/**
 * Seconds that `work` core-seconds still take on `cores`; "if it has overrun that by x seconds, x seconds from now (1 ms
 * at least)". Nothing left is overrun by nothing (Reading 28).
 */
function expectedTime(work: number, cores: number): number {
  const left = work / cores;
  return compare(left, 0) > 0 ? left : Math.max(-left, 0.001);
}

/**
 * The running jobs, from now to their expected ends: "after (estimate x cores at submission - core-seconds that the
 * attempt held while it ran) / cores that it has".
 */
export function runningStretches(state: RefState): Stretch[] {
  return running(state).map((job) => ({
    start: state.now,
    end: state.now + expectedTime(expectedWork(state, job) - job.attemptHeld, job.cores),
    cores: job.cores,
  }));
}

/** A waiting job, from `start` on "for as long as its estimate", on the cores that it asks for now (Reading 28). */
export function stretchFrom(state: RefState, job: LiveJob, start: number): Stretch {
  return { start, end: start + expectedTime(expectedWork(state, job), job.request), cores: job.request };
}

/** The cores that `stretches` hold at `time`; who ends then has given them back, who starts then has taken them. */
export function coresAt(stretches: readonly Stretch[], time: number): number {
  return stretches
    .filter(({ start, end }) => compare(start, time) <= 0 && compare(end, time) > 0)
    .reduce((sum, { cores }) => sum + cores, 0);
}
