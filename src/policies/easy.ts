import type { JobView } from '../core/job.js';
import type { Backlog } from '../core/policy.js';
import { atMost } from '../core/time.js';
import { expectedEnd, expectedLength } from './expected-end.js';
import type { PolicyModule } from './policy-module.js';
import { whyEarlier } from './why.js';

/**
 * EASY backfilling: jobs start in order of arrival; the first that does not fit is promised the earliest time at which, by the
 * estimates, enough cores are free, and jobs behind it may start now if they are then over, or take cores that it leaves over.
 * Source: D. A. Lifka, The ANL/IBM SP scheduling system, JSSPP 1995; A. W. Mu'alem, D. G. Feitelson, IEEE TPDS 12 (2001).
 */
export const easy: PolicyModule = {
  name: 'easy',
  summary: 'EASY backfilling: a job may go past the first blocked one if that is not delayed',
  options: [],
  modes: ['strict'],
  needs: 'estimate',
  create() {
    let promise: Reservation | undefined;
    return {
      name: 'easy',
      compare: (a, b) => a.arrivalRank - b.arrivalRank,
      whyBefore: whyEarlier,
      backfill: {
        starts(backlog) {
          promise = undefined;
          return starts(backlog, (made) => (promise = made));
        },
        promised: (job) => (promise?.job === job ? promise.at : undefined),
      },
    };
  },
};

/** @param tell is given the promise of this decision, if it makes one */
function* starts(backlog: Backlog, tell: (promise: Reservation) => void): Iterable<JobView> {
  let promise: Reservation | undefined;
  let next: JobView | undefined;
  for (let job = backlog.first(); job !== undefined && backlog.smallestClaim <= backlog.free; job = next) {
    next = backlog.after(job);
    if (!backlog.hasMemory(job)) continue;
    const fits = job.request <= backlog.free;
    if (promise === undefined) {
      if (fits) yield job;
      else tell((promise = promiseTo(job, backlog)));
    } else if (fits) {
      const isOver = atMost(backlog.now + expectedLength(job), promise.at);
      if (!isOver && job.request > promise.spare) continue;
      if (!isOver) promise.spare -= job.request;
      yield job;
    }
  }
}

/** When the blocked job can start, by the estimates, and the cores that are then free beyond what it asks for. */
interface Reservation {
  readonly job: JobView;
  readonly at: number;
  spare: number;
}

function promiseTo(job: JobView, { attended, free, now }: Backlog): Reservation {
  const { request } = job;
  const ends = attended
    .map((running) => ({ at: expectedEnd(running, now), cores: running.given }))
    .sort((a, b) => a.at - b.at);
  let left = free;
  for (const [index, { at, cores }] of ends.entries()) {
    left += cores;
    // Jobs that end together give their cores together.
    const isLast = !(ends[index + 1] !== undefined && atMost(ends[index + 1]!.at, at));
    if (isLast && left >= request) return { job, at, spare: left - request };
  }
  return { job, at: Infinity, spare: left - request };
}
