import type { JobView } from '../core/job.js';
import { compareClose } from '../core/time.js';
import type { PolicyModule } from './policy-module.js';

/** A user's core-seconds, each counting half after every half-life. */
interface Usage {
  coreSeconds: number;
  /** Seconds on the run's clock. */
  asOf: number;
}

/**
 * Fair share: the job whose user has used least goes first, then by arrival. Nobody gives way. Usage is core-seconds that decay; jobs
 * without a `user` are one user's.
 * Source: J. Kay, P. Lauder, A fair share scheduler, CACM 31 (1988); decay by half-life as in Slurm's multifactor priority plugin.
 */
export const fairShare: PolicyModule = {
  name: 'fair_share',
  aliases: ['fair-share', 'fair'],
  summary: 'the user who has used least goes first; --half-life',
  options: ['halfLife'],
  create({ halfLife }) {
    const usages = new Map<string, Usage>();
    /** Core-seconds that were counted already, of the jobs that are attended. */
    const counted = new WeakMap<JobView, number>();
    const decayed = ({ coreSeconds, asOf }: Usage, now: number): number =>
      coreSeconds * 2 ** ((asOf - now) / halfLife);
    const usedBy = ({ user = '' }: JobView, now: number): number => {
      const usage = usages.get(user);
      return usage === undefined ? 0 : decayed(usage, now);
    };
    return {
      name: 'fair_share',
      reorders: true,
      compare: (a, b, now) => compareClose(usedBy(a, now), usedBy(b, now)) || a.arrivalRank - b.arrivalRank,
      charge(job, now) {
        const attained = job.attainedAt(now);
        const more = attained - (counted.get(job) ?? 0);
        counted.set(job, attained);
        if (more <= 0) return;
        usages.set(job.user ?? '', { coreSeconds: usedBy(job, now) + more, asOf: now });
      },
    };
  },
};
