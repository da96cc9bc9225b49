import jstat from 'jstat';

const CONFIDENCE = 0.95;

/** A mean with half the width of its 95 % interval by Student's t; `half` is null below two values. */
export interface MeanInterval {
  readonly mean: number;
  readonly half: number | null;
}

/** @param values one at least */
export function meanInterval(values: readonly number[]): MeanInterval {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { mean, half: null };
  const error = standardError(values, mean);
  return { mean, half: jstat.studentt.inv((1 + CONFIDENCE) / 2, count - 1) * error };
}

/**
 * Two-sided p of the hypothesis that paired differences have the mean 0: Student's t test. null below two of them; 0 or 1 where they do
 * not vary at all.
 */
export function pairedP(differences: readonly number[]): number | null {
  const count = differences.length;
  if (count < 2) return null;
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const error = standardError(differences, mean);
  if (error === 0) return mean === 0 ? 1 : 0;
  return 2 * (1 - jstat.studentt.cdf(Math.abs(mean / error), count - 1));
}

/**
 * The p values as if each had been the only one: corrected for their number, so that one that is below 0.05 is a chance in 20 that any
 * of them is wrong. In the order given.
 * Source: S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979).
 */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const corrected = new Array<number>(ps.length);
  let least = 0;
  for (const [rank, { p, index }] of order.entries()) {
    least = Math.max(least, Math.min(1, p * (ps.length - rank)));
    corrected[index] = least;
  }
  return corrected;
}

function standardError(values: readonly number[], mean: number): number {
  const count = values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1) / count);
}
