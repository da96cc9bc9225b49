import type { JobView } from '../core/job.js';
import { compareClose } from '../core/time.js';
import type { PolicyModule } from './policy-module.js';
import { figure, whyFigure } from './why.js';

/**
 * Shortest remaining processing time: the job with the least left to do goes first and pushes out those with more. Left is the
 * dedicated time less what the attempt attained, a core-second counting the same on any number of cores.
 * Source: L. Schrage, A proof of the optimality of the shortest remaining processing time discipline, Operations Research 16 (1968).
 */
export const srpt: PolicyModule = {
  name: 'srpt',
  summary: 'shortest remaining time first, pausing jobs that have more left',
  options: [],
  needs: 'dedicated',
  create: () => ({
    name: 'srpt',
    compare: (a, b, now) => compareLeft(a, b, now) || a.arrivalRank - b.arrivalRank,
    whyBefore: (a, b, now) =>
      whyFigure(
        'less left',
        { job: a, value: secondsLeft(a, now) },
        { job: b, value: secondsLeft(b, now) },
        ' s',
      ),
    preemption: {
      yields: (running, waiting, now) => compareLeft(waiting, running, now) < 0,
      overtakes: (job, blocked, now) => compareLeft(blocked, job, now) < 0,
      compareVictims: (a, b, now) => compareLeft(b, a, now) || b.arrivalRank - a.arrivalRank,
      whyVictim: (job, now) => `most left first: it had ${figure(secondsLeft(job, now), ' s')} left`,
      exemption: 0,
      // A running job has ever less left: time alone lets nobody push it out.
      tick: undefined,
    },
  }),
};

function compareLeft(a: JobView, b: JobView, now: number): number {
  return compareClose(secondsLeft(a, now), secondsLeft(b, now));
}

/** Seconds at the cores requested at submission; a job that nobody knows the length of has the most, one that is over its time less than none. */
function secondsLeft(job: JobView, now: number): number {
  const length = job.dedicated ?? job.estimate ?? Infinity;
  return length - job.attainedInAttemptAt(now) / job.cores;
}
