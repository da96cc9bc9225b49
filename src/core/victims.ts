import type { Job } from './job-state.js';
import type { Preemption } from './policy.js';
import type { Schedule } from './schedule.js';
import { atMost } from './time.js';

/**
 * The attended jobs to pause so that `waiting` can be admitted (design 4.4): taken in the victim rule's order until they suffice,
 * then let go, in the same order, each without which the others still suffice. Undefined when all together do not suffice.
 */
export function chooseVictims(
  schedule: Schedule,
  preemption: Preemption,
  waiting: Job,
): readonly Job[] | undefined {
  const { now } = schedule;
  const candidates = schedule.attended
    .filter((job) => isTurnOver(job, preemption, now) && preemption.yields(job, waiting, now))
    .sort((a, b) => preemption.compareVictims(a, b, now));
  const taken: Job[] = [];
  let free = schedule.free;
  for (const job of candidates) {
    if (free >= waiting.claim) break;
    taken.push(job);
    free += job.hold;
  }
  if (free < waiting.claim) return undefined;
  return taken.filter((job) => {
    if (free - job.hold < waiting.claim) return true;
    free -= job.hold;
    return false;
  });
}

/** A turn whose start is not confirmed yet is 0 seconds old. */
function isTurnOver(job: Job, preemption: Preemption, now: number): boolean {
  const age = Number.isNaN(job.turnStart) ? 0 : now - job.turnStart;
  return atMost(preemption.exemption, age);
}
