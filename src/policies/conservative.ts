import type { JobView } from '../core/job.js';
import type { Backlog } from '../core/policy.js';
import { atMost } from '../core/time.js';
import { Availability } from './availability.js';
import { expectedEnd, expectedLength } from './expected-end.js';
import type { PolicyModule } from './policy-module.js';
import { whyEarlier } from './why.js';

/**
 * Conservative backfilling: every waiting job is promised a start, the earliest that delays no promise made before; whenever the
 * plan changes, jobs are moved forward in order of arrival, never back. Where a job overran its estimate so that a
 * promise cannot be kept, all promises are made anew.
 * Source: A. W. Mu'alem, D. G. Feitelson, Utilization, predictability, workloads, and user runtime estimates in scheduling the IBM SP2
 * with backfilling, IEEE TPDS 12 (2001).
 */
export const conservative: PolicyModule = {
  name: 'conservative',
  summary: 'conservative backfilling: a job may go past others if none of them is delayed',
  options: [],
  modes: ['strict'],
  needs: 'estimate',
  create() {
    let promised = new Map<JobView, number>();
    return {
      name: 'conservative',
      compare: (a, b) => a.arrivalRank - b.arrivalRank,
      whyBefore: whyEarlier,
      backfill: {
        promised: (job) => promised.get(job),
        *starts(backlog) {
          const waiting = waitingJobs(backlog);
          promised = compressed(waiting, promised, backlog);
          // Whoever starts leaves the waiting jobs, which the list must not notice.
          for (const job of waiting) {
            if (!atMost(promised.get(job)!, backlog.now) || !backlog.hasMemory(job)) continue;
            yield job;
            // Should it fail and be queued again, it has no promise.
            promised.delete(job);
          }
        },
      },
    };
  },
};

function waitingJobs(backlog: Backlog): JobView[] {
  const jobs: JobView[] = [];
  for (let job = backlog.first(); job !== undefined; job = backlog.after(job)) {
    if (backlog.hasMemory(job)) jobs.push(job);
  }
  return jobs;
}

/** The starts of the waiting jobs, none later than what it was promised, if that can be. */
function compressed(
  waiting: readonly JobView[],
  promised: ReadonlyMap<JobView, number>,
  backlog: Backlog,
): Map<JobView, number> {
  const kept = keepPromises(waiting, promised, backlog);
  const plan = kept ?? freeOf(backlog);
  const starts = new Map(kept === undefined ? [] : promised);
  // A move makes room for those that came before it in the same round.
  while (moveForward(waiting, starts, plan, backlog.now));
  return starts;
}

/**
 * Each job in turn gives up its promise, if it has one, for the earliest start that there is then.
 * @param plan what is free beside all promises, changed with them
 * @returns whether a promise moved by more than EPSILON
 */
function moveForward(
  waiting: readonly JobView[],
  starts: Map<JobView, number>,
  plan: Availability,
  now: number,
): boolean {
  let moved = false;
  for (const job of waiting) {
    const seconds = expectedLength(job);
    const before = Math.max(starts.get(job) ?? Infinity, now);
    if (before < Infinity) plan.change(job.request, before, before + seconds);
    const start = plan.earliest(job.request, seconds, now);
    if (start < Infinity) plan.change(-job.request, start, start + seconds);
    starts.set(job, start);
    moved ||= !atMost(before, start);
  }
  return moved;
}

/** What is free beside the running jobs and all promises; undefined where one of them cannot be kept. */
function keepPromises(
  waiting: readonly JobView[],
  promised: ReadonlyMap<JobView, number>,
  backlog: Backlog,
): Availability | undefined {
  const plan = freeOf(backlog);
  for (const job of waiting) {
    const start = Math.max(promised.get(job) ?? Infinity, backlog.now);
    if (start === Infinity) continue;
    if (!atMost(plan.earliest(job.request, expectedLength(job), start), start)) return undefined;
    plan.change(-job.request, start, start + expectedLength(job));
  }
  return plan;
}

function freeOf({ now, free, attended }: Backlog): Availability {
  const plan = new Availability(now, free);
  for (const job of attended) plan.change(job.given, expectedEnd(job, now), Infinity);
  return plan;
}
