import type { Statistic } from './report.js';

/**
 * Mean, median, p95 and max; nulls when there are no values. Percentiles interpolate linearly between the closest ranks
 * (design 8).
 */
export function statisticOf(values: readonly number[]): Statistic {
  const sorted = new Float64Array(values).sort();
  const max = sorted.at(-1);
  if (max === undefined) return { mean: null, median: null, p95: null, max: null };
  return {
    mean: sum(sorted) / sorted.length,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    max,
  };
}

/** Value at the fraction `q` (0 to 1) of ascending values, of which there is at least one. */
export function quantile(sorted: Float64Array, q: number): number {
  const place = q * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Jain's index, (sum x)^2 / (n sum x^2): 1 when all are equal, 1/n when one has everything; null without values. */
export function jainIndex(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  let total = 0;
  let squares = 0;
  for (const value of values) {
    total += value;
    squares += value * value;
  }
  return squares === 0 ? null : (total * total) / (values.length * squares);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
