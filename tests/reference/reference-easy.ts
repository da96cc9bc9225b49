/** EASY backfilling (docs/scheduling.md, "Backfilling"). */
import { compare } from './reference-model.js';
import { waitingOrder } from './reference-order.js';
import { coresAt, runningStretches, stretchFrom } from './reference-plan.js';
import type { LiveJob, RefState } from './reference-state.js';

/** Those who start now, in the order in which they are found. */
export function easyStarts(state: RefState): LiveJob[] {
  const { capacity } = state.config;
  const order = waitingOrder(state);
  const starts: LiveJob[] = [];
  const held = runningStretches(state);
  const free = (): number => capacity - coresAt(held, state.now);
  const start = (job: LiveJob): void => {
    starts.push(job);
    held.push(stretchFrom(state, job, state.now));
  };
  // "jobs start as long as they fit"
  for (let head = order[0]; head !== undefined && head.request <= free(); head = order[0]) {
    start(head);
    order.shift();
  }
  // "The first that does not"
  const head = order.shift();
  if (head === undefined) return starts;
  // "is promised the earliest expected end of running jobs (those started in this decision among them) at which enough
  // cores are free for it, all that end at that time being free"
  const freeAt = (time: number): number => capacity - coresAt(held, time);
  const promise = Math.min(...held.map(({ end }) => end).filter((end) => freeAt(end) >= head.request));
  // "cores that it leaves over then are spare"; counted once, before anybody goes past it (Reading 30)
  let spare = freeAt(promise) - head.request;
  for (const job of order) {
    // "A job behind it that fits into the free cores starts"
    if (job.request > free()) continue;
    // "if by its estimate it is over by then, or if it asks for no more than what is spare, which then becomes less"
    if (compare(stretchFrom(state, job, state.now).end, promise) <= 0) {
      start(job);
    } else if (job.request <= spare) {
      start(job);
      spare -= job.request;
    }
  }
  return starts;
}
