import type { JobView } from '../core/job.js';
import { select } from '../core/select.js';

/** Above any rank: the order of arrival of a run's jobs. */
const RANKS = 2 ** 26;

/** L = cores / weights, kept as two whole numbers so that floors and ties are exact. */
interface Level {
  readonly cores: number;
  readonly weights: number;
}

/**
 * Whole cores for each job: the floor of x_j = clamp(L * r_j, min_j, max_j), with L such that they add up to
 * min(capacity, sum of max_j), and the cores left over one by one to the largest fraction (ties: arrival, then file
 * position), nobody above its max (design 4.5).
 * @param jobs whose min_cores fit into the capacity together
 * @param weightOf what a share is in proportion to: r_j, or another whole number above 0
 */
export function wholeShares(
  jobs: readonly JobView[],
  capacity: number,
  weightOf: (job: JobView) => number,
): number[] {
  const total = mostCores(jobs, capacity);
  if (leastCores(jobs) === total) return jobs.map((job) => job.minCores);
  const { cores, weights } = levelOf(jobs, total, weightOf);
  const shares: number[] = [];
  // Larger where a core left over goes first. The fractions add up to the cores left over, so these reach no job without one.
  const claims = new Float64Array(jobs.length);
  let left = total;
  for (let index = 0; index < jobs.length; index++) {
    const { minCores, maxCores, arrivalRank } = jobs[index]!;
    const scaled = cores * weightOf(jobs[index]!);
    let share = minCores;
    let fraction = 0;
    if (scaled >= maxCores * weights) share = maxCores;
    else if (scaled > minCores * weights) {
      fraction = scaled % weights;
      share = (scaled - fraction) / weights;
    }
    shares.push(share);
    left -= share;
    claims[index] = fraction * RANKS + (RANKS - arrivalRank);
  }
  if (left > 0) {
    const least = select(claims.slice(), jobs.length - left);
    for (let index = 0; index < jobs.length; index++) if (claims[index]! >= least) shares[index]! += 1;
  }
  return shares;
}

/** Cores that the jobs can take together. */
export function mostCores(jobs: readonly JobView[], capacity: number): number {
  let most = 0;
  for (const job of jobs) most += job.maxCores;
  return Math.min(capacity, most);
}

function leastCores(jobs: readonly JobView[]): number {
  let least = 0;
  for (const job of jobs) least += job.minCores;
  return least;
}

/**
 * Found by freezing bounds as the flexible lengths of CSS do: each round, the side (below min or above max) that is violated
 * more in sum is frozen at its bound, which the final L violates too.
 */
function levelOf(jobs: readonly JobView[], total: number, weightOf: (job: JobView) => number): Level {
  let open = jobs;
  let cores = total;
  for (;;) {
    let weights = 0;
    for (const job of open) weights += weightOf(job);
    /** Of sum of clamped shares - cores, times weights. */
    let violation = 0;
    for (const job of open) {
      const { minCores, maxCores } = job;
      const scaled = cores * weightOf(job);
      if (scaled < minCores * weights) violation += minCores * weights - scaled;
      else if (scaled > maxCores * weights) violation += maxCores * weights - scaled;
    }
    if (violation === 0) return { cores, weights };
    const shared = cores;
    const stillOpen: JobView[] = [];
    for (const job of open) {
      const scaled = shared * weightOf(job);
      const frozen = violation > 0 ? scaled < job.minCores * weights : scaled > job.maxCores * weights;
      if (!frozen) stillOpen.push(job);
      else cores -= violation > 0 ? job.minCores : job.maxCores;
    }
    open = stillOpen;
  }
}
