/** Shares of the cores: whole ones under MAX_PROP (design 4.5), fractions under `none` (design 4.6). */

/** What a share is computed from; `jobs` must come in order of arrival, then file position. */
export interface Claimant {
  /** r now */
  request: number;
  minCores: number;
  maxCores: number;
}

/**
 * "x_j = clamp(L * r_j, min_j, max_j), with L such that the sum is min(C, sum of max_j); then whole cores: the floor
 * of each, and the cores left over one by one to the largest fraction (ties: arrival, then file position), nobody above
 * its max" (design 4.5). One figure per claimant, in the order given.
 *
 * L is searched among the fractions that it can be, in whole numbers, so that floors and ties are exact (Reading 17).
 */
export function proportionalShares(capacity: number, jobs: readonly Claimant[]): number[] {
  const total = Math.min(
    capacity,
    jobs.reduce((sum, job) => sum + job.maxCores, 0),
  );
  if (jobs.length === 0) return [];
  const level = proportionalLevel(total, jobs);
  const shares = jobs.map((job) => {
    const scaled = level.numerator * job.request;
    if (scaled <= job.minCores * level.denominator)
      return { cores: job.minCores, fraction: 0, max: job.maxCores };
    if (scaled >= job.maxCores * level.denominator)
      return { cores: job.maxCores, fraction: 0, max: job.maxCores };
    const fraction = scaled % level.denominator;
    return { cores: (scaled - fraction) / level.denominator, fraction, max: job.maxCores };
  });
  let left = total - shares.reduce((sum, share) => sum + share.cores, 0);
  while (left > 0) {
    // The first of the largest: the jobs come by arrival, then file position. A fraction is served once.
    const open = shares.filter((share) => share.cores < share.max);
    const largest = Math.max(...open.map((share) => share.fraction));
    const next = open.find((share) => share.fraction === largest);
    if (next === undefined) throw new Error('cores are left over though nobody may take them');
    next.cores += 1;
    next.fraction = -1;
    left -= 1;
  }
  return shares.map((share) => share.cores);
}

/** A fraction of whole numbers: L is compared and multiplied without rounding. */
interface Level {
  numerator: number;
  denominator: number;
}

/**
 * L. The sum of the clamped shares grows with L along straight lines, with a bend wherever a job leaves its minimum or
 * meets its maximum; so L is at a bend, or where the line that begins at a bend meets `total`. The first that fits is it.
 */
function proportionalLevel(total: number, jobs: readonly Claimant[]): Level {
  const bends = jobs
    .flatMap(({ request, minCores, maxCores }) => [
      { numerator: minCores, denominator: request },
      { numerator: maxCores, denominator: request },
    ])
    .sort((a, b) => a.numerator * b.denominator - b.numerator * a.denominator);
  for (const bend of bends) {
    const found = [bend, lineFrom(bend, total, jobs)].find(
      (level) => level.denominator > 0 && sumAt(level, jobs) === total * level.denominator,
    );
    if (found !== undefined) return found;
  }
  throw new Error('the minimum cores of the attended jobs exceed the capacity');
}

/** Where the line that begins at `bend` meets `total`; denominator 0 when it is flat, as all shares are clamped. */
function lineFrom(bend: Level, total: number, jobs: readonly Claimant[]): Level {
  let clamped = 0;
  let requests = 0;
  for (const { request, minCores, maxCores } of jobs) {
    const scaled = bend.numerator * request;
    if (scaled < minCores * bend.denominator) clamped += minCores;
    else if (scaled >= maxCores * bend.denominator) clamped += maxCores;
    else requests += request;
  }
  return { numerator: total - clamped, denominator: requests };
}

/** The sum of the clamped shares at L, times L's denominator: a whole number. */
function sumAt(level: Level, jobs: readonly Claimant[]): number {
  return jobs
    .map((job) =>
      Math.min(
        Math.max(level.numerator * job.request, job.minCores * level.denominator),
        job.maxCores * level.denominator,
      ),
    )
    .reduce((sum, share) => sum + share, 0);
}

/** "its running jobs share the cores as x_j = r_j * min(1, C / sum of r), fractions allowed" (design 4.6). */
export function baselineShares(capacity: number, requests: readonly number[]): number[] {
  const sum = requests.reduce((total, request) => total + request, 0);
  return requests.map((request) => request * Math.min(1, capacity / sum));
}
