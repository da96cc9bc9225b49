import jstat from 'jstat';

/** What is reported. */
const CONFIDENCE = 0.95;

/** A figure and its interval, of 95 % unless another was asked for. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The mean and its interval by Student's t; undefined below two values. */
export function meanOf(values: readonly number[], confidence = CONFIDENCE): Estimate | undefined {
  if (values.length < 2) return undefined;
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (values.length - 1);
  const half =
    jstat.studentt.inv((1 + confidence) / 2, values.length - 1) * Math.sqrt(variance / values.length);
  return { value, low: value - half, high: value + half };
}

/** The geometric mean of paired ratios a / b, its interval by Student's t on their logarithms; undefined below two pairs. */
export function ratioOf(
  pairs: readonly (readonly [number, number])[],
  confidence = CONFIDENCE,
): Estimate | undefined {
  const logs = meanOf(
    pairs.map(([a, b]) => Math.log(a / b)),
    confidence,
  );
  return logs && { value: Math.exp(logs.value), low: Math.exp(logs.low), high: Math.exp(logs.high) };
}
