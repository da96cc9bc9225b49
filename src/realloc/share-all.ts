import type { JobView } from '../core/job.js';
import type { Realloc } from '../core/realloc.js';
import { mostCores, wholeShares } from './whole-shares.js';

/**
 * All cores are in use while jobs can take them: each attended job gets a share in proportion to its weight, within its bounds,
 * recomputed whenever the attended jobs or a request change (design 4.5). A job is attended when its min_cores fit.
 * @param weightOf a whole number above 0
 */
export function shareAll(name: string, weightOf: (job: JobView) => number): Realloc {
  return {
    name,
    claim: (job) => job.minCores,
    hold: (job) => job.minCores,
    admit: (job) => job.minCores,
    afterAdmission(cores) {
      if (!cores.changed) return;
      const { attended } = cores;
      const shares = wholeShares(attended, cores.capacity, weightOf);
      for (let index = 0; index < attended.length; index++) {
        const [job, share] = [attended[index]!, shares[index]!];
        if (job.given !== share) cores.give(job, share);
      }
    },
    check(cores) {
      const given = cores.attended.reduce((sum, job) => sum + job.given, 0);
      const wanted = mostCores(cores.attended, cores.capacity);
      return given === wanted ? undefined : `${given} cores are in use where ${wanted} could be`;
    },
  };
}
