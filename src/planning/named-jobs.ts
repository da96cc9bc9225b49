import type { JobSpec } from '../workload/workload.js';

/** Ids that a person reads. */
const MOST_NAMED = 5;

/** `a, b and 3 more` */
export function namedJobs(jobs: readonly Pick<JobSpec, 'id'>[]): string {
  const ids = jobs.map(({ id }) => id);
  const rest = ids.length - MOST_NAMED;
  return rest > 0 ? `${ids.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : ids.join(', ');
}
