import type { ReallocModule } from './realloc-module.js';

/**
 * A job is attended as soon as its min_cores are free, with as much of its request as there is; cores left over when no job
 * waits top up running jobs that have less than they ask for, in the policy's order (design 4.5).
 */
export const alwaysAttend: ReallocModule = {
  name: 'always_attend',
  summary: 'start with what is free, top up to the request when no job waits',
  resizes: 'up_to_request',
  create: () => ({
    name: 'always_attend',
    claim: (job) => job.minCores,
    hold: (job) => job.given,
    admit: (job, free) => Math.min(job.request, free),
    updated(job, cores) {
      if (job.request < job.given) cores.give(job, job.request);
    },
    afterAdmission(cores) {
      if (cores.waitingCount > 0 || cores.free === 0) return;
      const short = cores.attended
        .filter((job) => job.given < job.request)
        .sort((a, b) => cores.compare(a, b));
      for (const job of short) cores.give(job, Math.min(job.request, job.given + cores.free));
    },
    check(cores) {
      const above = cores.attended.find((job) => job.given > job.request);
      if (above !== undefined) return `${above.id} has ${above.given} cores and asks for ${above.request}`;
      const short = cores.attended.find((job) => job.given < job.request);
      if (short === undefined || cores.waitingCount > 0 || cores.free === 0) return undefined;
      return `${short.id} is short of cores while ${cores.free} are free and nobody waits`;
    },
  }),
};
