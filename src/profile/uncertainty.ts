import jstat from 'jstat';

const CONFIDENCE = 0.95;

/**
 * Half the width of the 95 % interval of the mean speed, relative to it; undefined below two speeds. Of the mean of the logarithms, by
 * Student's t: speeds vary in proportion.
 */
export function uncertaintyOf(speeds: readonly number[]): number | undefined {
  const count = speeds.length;
  if (count < 2) return undefined;
  const logs = speeds.map(Math.log);
  const mean = logs.reduce((sum, log) => sum + log, 0) / count;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (count - 1);
  const half = jstat.studentt.inv((1 + CONFIDENCE) / 2, count - 1) * Math.sqrt(variance / count);
  return Math.expm1(half);
}
