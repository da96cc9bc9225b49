import jstat from 'jstat';

/** A figure and its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The mean and its interval by Student's t; undefined below two values. */
export function meanOf(values: readonly number[]): Estimate | undefined {
  if (values.length < 2) return undefined;
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (values.length - 1);
  const half = jstat.studentt.inv(0.975, values.length - 1) * Math.sqrt(variance / values.length);
  return { value, low: value - half, high: value + half };
}

/** The geometric mean of paired ratios a / b, its interval by Student's t on their logarithms; undefined below two pairs. */
export function ratioOf(pairs: readonly (readonly [number, number])[]): Estimate | undefined {
  const logs = meanOf(pairs.map(([a, b]) => Math.log(a / b)));
  return logs && { value: Math.exp(logs.value), low: Math.exp(logs.low), high: Math.exp(logs.high) };
}
