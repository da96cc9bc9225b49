import type { Realloc } from '../core/realloc.js';
import { compareClose } from '../core/time.js';

/**
 * What the baseline `none` gives: nobody waits, nobody holds a core, and the running jobs share the cores as
 * x_j = r_j * min(1, C / sum of r), fractions allowed (design 4.6).
 */
export function shared(): Realloc {
  return {
    name: 'shared',
    placed: false,
    claim: () => 0,
    hold: () => 0,
    admit: () => 0,
    afterAdmission(cores) {
      if (!cores.changed) return;
      const asked = cores.attended.reduce((sum, job) => sum + job.request, 0);
      const part = Math.min(1, cores.capacity / asked);
      for (const job of cores.attended) {
        const share = job.request * part;
        // Shares that differ by rounding alone are the same.
        if (compareClose(share, job.given) !== 0) cores.give(job, share);
      }
    },
  };
}
