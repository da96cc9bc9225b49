/** Conservative backfilling (docs/scheduling.md, "Backfilling"). */
import { compare, same } from './reference-model.js';
import { waitingOrder } from './reference-order.js';
import { coresAt, runningStretches, type Stretch, stretchFrom } from './reference-plan.js';
import type { LiveJob, RefState } from './reference-state.js';

/** Those who start now; the others keep their new promises in `promise`. */
export function conservativeStarts(state: RefState): LiveJob[] {
  const order = waitingOrder(state);
  // "First all promises are kept as they are (one that is past is for now)."
  for (const job of order) {
    if (job.promise !== undefined) job.promise = Math.max(job.promise, state.now);
  }
  // "Where a promise cannot be kept, as a job has overrun its estimate or a user has asked for more, all are given up
  // first, and made anew in that order."
  if (!fits(state, held(state, order))) order.forEach((job) => (job.promise = undefined));
  // "Then each job in turn gives up its promise, if it has one, and is promised the earliest time ..."
  // "... until none moves."
  for (let moved = true; moved;) {
    moved = false;
    for (const job of order) {
      const before = job.promise ?? Infinity;
      job.promise = undefined;
      job.promise = earliestStart(state, job, held(state, order));
      if (before === Infinity || !same(before, job.promise)) moved = true;
    }
  }
  // "Whoever is promised now starts."
  const starts = order.filter((job) => job.promise !== undefined && same(job.promise, state.now));
  for (const job of starts) job.promise = undefined;
  return starts;
}

/** The running jobs and all promises. */
function held(state: RefState, order: readonly LiveJob[]): Stretch[] {
  return [
    ...runningStretches(state),
    ...order.flatMap((job) => (job.promise === undefined ? [] : [stretchFrom(state, job, job.promise)])),
  ];
}

/** Whether `stretches` never hold more than all cores: what they hold grows only where one starts. */
function fits(state: RefState, stretches: readonly Stretch[]): boolean {
  return stretches.every(({ start }) => coresAt(stretches, start) <= state.config.capacity);
}

/**
 * "the earliest time at which, beside the running jobs and all other promises, its cores are free for as long as its
 * estimate". Cores come free only where a stretch ends, so it is now or one of the ends.
 */
function earliestStart(state: RefState, job: LiveJob, others: readonly Stretch[]): number {
  const times = [state.now, ...others.map(({ end }) => end)].sort((a, b) => a - b);
  const found = times.find((time) => {
    const own = stretchFrom(state, job, time);
    const during = others.filter(({ start, end }) => compare(start, own.end) < 0 && compare(end, time) > 0);
    const from = [time, ...during.map(({ start }) => Math.max(start, time))];
    return from.every((moment) => coresAt(during, moment) + job.request <= state.config.capacity);
  });
  if (found === undefined) throw new Error(`job ${job.spec.id} asks for more than all cores`);
  return found;
}
