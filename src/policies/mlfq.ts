import type { JobView } from '../core/job.js';
import { atMost } from '../core/time.js';
import type { PolicyModule } from './policy-module.js';
import { whyFigure } from './why.js';

/**
 * Multi-level feedback queue: a job sinks a level at each threshold of core-seconds that it attains; a higher level goes first and
 * pushes out lower ones, within a level the one that arrived first. Levels are looked at in every decision, and at the
 * multiples of the quantum while a job waits.
 * Source: J. Gu et al., Tiresias: A GPU cluster manager for distributed deep learning, NSDI 2019 (discretized two-dimensional least
 * attained service), without its promotion of starving jobs.
 */
export const mlfq: PolicyModule = {
  name: 'mlfq',
  summary: 'multi-level feedback queue: who has attained least goes first; --levels, --quantum',
  options: ['levels', 'quantum'],
  create({ levels, quantum }) {
    const levelOf = (job: JobView, now: number): number => {
      const attained = job.attainedAt(now);
      return levels.filter((threshold) => atMost(threshold, attained)).length;
    };
    const isBelow = (lower: JobView, upper: JobView, now: number): boolean =>
      levelOf(lower, now) > levelOf(upper, now);
    return {
      name: 'mlfq',
      compare: (a, b, now) => levelOf(a, now) - levelOf(b, now) || a.arrivalRank - b.arrivalRank,
      whyBefore: (a, b, now) =>
        whyFigure('higher level', { job: a, value: levelOf(a, now) }, { job: b, value: levelOf(b, now) }),
      preemption: {
        yields: isBelow,
        overtakes: isBelow,
        compareVictims: (a, b, now) => levelOf(b, now) - levelOf(a, now) || b.arrivalRank - a.arrivalRank,
        whyVictim: (job, now) => `lowest level first: it had sunk to level ${levelOf(job, now)}`,
        exemption: 0,
        tick: quantum,
      },
    };
  },
};
