import type { JobView } from '../core/job.js';
import { compareClose } from '../core/time.js';
import type { PolicyModule } from './policy-module.js';
import { whyFigure } from './why.js';

/**
 * Shortest job first: by the dedicated time, of which a job that has none is taken to have the most. Nobody gives way.
 * Source: R. W. Conway, W. L. Maxwell, L. W. Miller, Theory of Scheduling, 1967 (there: shortest processing time).
 */
export const sjf: PolicyModule = {
  name: 'sjf',
  summary: 'shortest job first, by the profile or the given duration',
  options: [],
  needs: 'dedicated',
  create: () => ({
    name: 'sjf',
    compare: (a, b) => compareClose(lengthOf(a), lengthOf(b)) || a.arrivalRank - b.arrivalRank,
    whyBefore: (a, b) =>
      whyFigure('shorter', { job: a, value: lengthOf(a) }, { job: b, value: lengthOf(b) }, ' s'),
  }),
};

/** Seconds; a job that nobody knows the length of goes last. */
function lengthOf({ dedicated, estimate }: JobView): number {
  return dedicated ?? estimate ?? Infinity;
}
