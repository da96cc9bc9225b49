import type { JobView } from '../core/job.js';
import { EPSILON } from '../core/time.js';
import type { ReallocModule } from './realloc-module.js';

/**
 * All cores are in use while jobs can take them: each attended job gets a share in proportion to its request, within its bounds,
 * recomputed whenever the attended jobs or a request change (design 4.5). A job is attended when its min_cores fit.
 */
export const maxProp: ReallocModule = {
  name: 'max_prop',
  summary: 'all cores in use, shared in proportion to the requests',
  resizes: 'up_to_max',
  create: () => ({
    name: 'max_prop',
    claim: (job) => job.minCores,
    hold: (job) => job.minCores,
    admit: (job) => job.minCores,
    afterAdmission(cores) {
      if (!cores.changed) return;
      const whole = wholeShares(cores.attended, cores.capacity);
      cores.attended.forEach((job, index) => cores.give(job, whole[index] ?? job.minCores));
    },
    check(cores) {
      const given = cores.attended.reduce((sum, job) => sum + job.given, 0);
      const wanted = mostCores(cores.attended, cores.capacity);
      return given === wanted ? undefined : `${given} cores are in use where ${wanted} could be`;
    },
  }),
};

/**
 * Whole cores for each job: the floor of x_j = clamp(L * r_j, min_j, max_j), with L such that they add up to
 * min(capacity, sum of max_j), and the cores left over one by one to the largest fraction (ties: arrival, then file position).
 * @param jobs whose min_cores fit into the capacity together
 */
export function wholeShares(jobs: readonly JobView[], capacity: number): Uint32Array {
  const shares = proportionalShares(jobs, capacity);
  const whole = new Uint32Array(jobs.length);
  let left = mostCores(jobs, capacity);
  const fractions: { index: number; fraction: number; rank: number }[] = [];
  jobs.forEach((job, index) => {
    const share = shares[index] ?? 0;
    const floor = Math.floor(share + EPSILON);
    whole[index] = floor;
    left -= floor;
    if (floor < job.maxCores) fractions.push({ index, fraction: share - floor, rank: job.arrivalRank });
  });
  if (left === 0) return whole;
  fractions.sort((a, b) =>
    Math.abs(a.fraction - b.fraction) < EPSILON ? a.rank - b.rank : b.fraction - a.fraction,
  );
  for (const { index } of fractions.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

/**
 * clamp(L * r_j, min_j, max_j), L by freezing bounds as the flexible lengths of CSS do: each round, the side (below min or above
 * max) that is violated more in sum is frozen at its bound, which the final L violates too.
 */
function proportionalShares(jobs: readonly JobView[], capacity: number): Float64Array {
  const shares = new Float64Array(jobs.length);
  let left = mostCores(jobs, capacity);
  let open = jobs.map((_, index) => index);
  while (open.length > 0) {
    const level = left / open.reduce((sum, index) => sum + jobs[index]!.request, 0);
    let violation = 0;
    for (const index of open) {
      const job = jobs[index]!;
      const wanted = level * job.request;
      const share = Math.min(Math.max(wanted, job.minCores), job.maxCores);
      shares[index] = share;
      violation += share - wanted;
    }
    const isFrozen = (index: number): boolean => {
      const { request, minCores, maxCores } = jobs[index]!;
      const wanted = level * request;
      if (violation > EPSILON) return wanted < minCores;
      if (violation < -EPSILON) return wanted > maxCores;
      return true;
    };
    const stillOpen: number[] = [];
    for (const index of open) {
      if (isFrozen(index)) left -= shares[index] ?? 0;
      else stillOpen.push(index);
    }
    open = stillOpen;
  }
  return shares;
}

/** Cores that the jobs can take together. */
function mostCores(jobs: readonly JobView[], capacity: number): number {
  return Math.min(
    capacity,
    jobs.reduce((sum, job) => sum + job.maxCores, 0),
  );
}
