import type { JobView } from '../core/job.js';
import type { ReallocModule } from './realloc-module.js';

/**
 * A job gets exactly what it asks for and is never resized, but for the user's own update (design 4.5): a shrink is carried out
 * at once, a growth is granted before the waiting queue as soon as free cores cover it, the one asked for first first.
 */
export const strict: ReallocModule = {
  name: 'strict',
  summary: 'exactly the cores asked for, never resized',
  resizes: 'never',
  create() {
    // Insertion order is the order of asking; a further update keeps its place.
    const growing = new Set<JobView>();
    return {
      name: 'strict',
      claim: (job) => job.request,
      hold: (job) => job.given,
      admit: (job) => job.request,
      updated(job, cores) {
        if (job.request > job.given) {
          growing.add(job);
          return;
        }
        growing.delete(job);
        cores.give(job, job.request);
      },
      left(job) {
        if (growing.size > 0) growing.delete(job);
      },
      beforeAdmission(cores) {
        if (growing.size === 0) return;
        for (const job of growing) {
          if (job.request - job.given > cores.free) continue;
          cores.give(job, job.request);
          growing.delete(job);
        }
      },
      check(cores) {
        const wrong = cores.attended.find((job) => job.given !== job.request && !growing.has(job));
        return wrong && `${wrong.id} has ${wrong.given} cores and asks for ${wrong.request}`;
      },
    };
  },
};
