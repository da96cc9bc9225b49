import type { Statistic } from './report.js';
import { select } from '../core/select.js';

/**
 * Mean, median, p95 and max; nulls when there are no values. Percentiles interpolate linearly between the closest ranks
 * (design 8).
 */
export function statisticOf(values: readonly number[] | Float64Array): Statistic {
  const count = values.length;
  if (count === 0) return { mean: null, median: null, p95: null, max: null };
  let total = 0;
  let max = -Infinity;
  const arranged = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    const value = values[place]!;
    arranged[place] = value;
    total += value;
    if (value > max) max = value;
  }
  // In ascending order of q: each leaves those behind it no smaller.
  const median = quantile(arranged, 0.5, 0);
  const p95 = quantile(arranged, 0.95, Math.floor(0.5 * (count - 1)));
  return { mean: total / count, median, p95, max };
}

/**
 * Value at the fraction `q` (0 to 1) of the values, of which there is at least one, and which it rearranges.
 * @param first as for `select`
 */
export function quantile(values: Float64Array, q: number, first = 0): number {
  const place = q * (values.length - 1);
  const rank = Math.floor(place);
  const below = select(values, rank, first);
  const part = place - rank;
  return part === 0 ? below : below + (smallestFrom(values, rank + 1) - below) * part;
}

function smallestFrom(values: Float64Array, first: number): number {
  let smallest = Infinity;
  for (let place = first; place < values.length; place++) {
    const value = values[place]!;
    if (value < smallest) smallest = value;
  }
  return smallest;
}

/** Jain's index, (sum x)^2 / (n sum x^2): 1 when all are equal, 1/n when one has everything; null without values. */
export function jainIndex(values: readonly number[] | Float64Array): number | null {
  if (values.length === 0) return null;
  let total = 0;
  let squares = 0;
  for (const value of values) {
    total += value;
    squares += value * value;
  }
  return squares === 0 ? null : (total * total) / (values.length * squares);
}
