import type { JobView } from '../core/job.js';
import type { Backlog } from '../core/policy.js';
import { atMost } from '../core/time.js';
import { Availability } from './availability.js';
import { expectedEnd } from './expected-end.js';
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
    let promised: ReadonlyMap<JobView, number> = new Map();
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
            if (atMost(promised.get(job)!, backlog.now) && backlog.hasMemory(job)) yield job;
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
): ReadonlyMap<JobView, number> {
  const { now } = backlog;
  const kept = keepPromises(waiting, promised, backlog);
  const plan = kept ?? freeOf(backlog);
  const starts = new Map<JobView, number>();
  for (const job of waiting) {
    const seconds = secondsOf(job);
    const before = kept === undefined ? Infinity : (promised.get(job) ?? Infinity);
    if (before < Infinity) plan.change(job.request, Math.max(before, now), Math.max(before, now) + seconds);
    const start = plan.earliest(job.request, seconds, now);
    if (start < Infinity) plan.change(-job.request, start, start + seconds);
    starts.set(job, start);
  }
  return starts;
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
    if (!atMost(plan.earliest(job.request, secondsOf(job), start), start)) return undefined;
    plan.change(-job.request, start, start + secondsOf(job));
  }
  return plan;
}

function freeOf({ now, free, attended }: Backlog): Availability {
  const plan = new Availability(now, free);
  for (const job of attended) plan.change(job.given, expectedEnd(job, now), Infinity);
  return plan;
}

function secondsOf({ estimate = Infinity }: JobView): number {
  return estimate;
}
