import type { JobView } from '../core/job.js';
import { compareClose } from '../core/time.js';
import type { PolicyModule } from './policy-module.js';
import { figure, whyEarlier } from './why.js';

/**
 * Fair share: the job whose user has used least goes first, then by arrival. Nobody gives way. Usage is core-seconds, each counting
 * half after every half-life; jobs without a `user` are one user's.
 * Source: J. Kay, P. Lauder, A fair share scheduler, CACM 31 (1988); decay by half-life as in Slurm's multifactor priority plugin.
 */
export const fairShare: PolicyModule = {
  name: 'fair_share',
  aliases: ['fair-share', 'fair'],
  summary: 'the user who has used least goes first; --half-life',
  options: ['halfLife'],
  create({ halfLife }) {
    /**
     * By user: the logarithm of the usage that would count as much if it had been had at the start of the run. All usage decays at one
     * rate, so this does not change with time.
     */
    const usages = new Map<string, number>();
    /** Core-seconds that were counted already. */
    const counted = new WeakMap<JobView, number>();
    const usageOf = ({ user = '' }: JobView): number => usages.get(user) ?? -Infinity;
    return {
      name: 'fair_share',
      reorders: true,
      compare: (a, b) => compareClose(usageOf(a), usageOf(b)) || a.arrivalRank - b.arrivalRank,
      whyBefore(a, b, now) {
        if (compareClose(usageOf(a), usageOf(b)) === 0) return whyEarlier(a, b);
        const countsNow = (job: JobView): string => figure(2 ** (usageOf(job) - now / halfLife));
        return `its user has used less (${countsNow(a)} core-seconds, not ${countsNow(b)})`;
      },
      charge(job, now) {
        const attained = job.attainedAt(now);
        const more = attained - (counted.get(job) ?? 0);
        counted.set(job, attained);
        if (more <= 0) return;
        usages.set(job.user ?? '', logOfSum(usageOf(job), Math.log2(more) + now / halfLife));
      },
    };
  },
};

/** log2(2^a + 2^b) */
function logOfSum(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return high + Math.log2(1 + 2 ** (low - high));
}
