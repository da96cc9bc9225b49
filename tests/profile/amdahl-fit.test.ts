import { describe, expect, it } from '@jest/globals';
import { fitAmdahl, type SpeedOnCores } from '../../src/profile/amdahl-fit.js';
import { seededRandom } from '../../src/random/seeded.js';

/** Speeds by the law, each disturbed by `noise` in proportion. */
function speeds(
  fraction: number,
  counts: readonly number[],
  repeats = 1,
  noise: () => number = () => 0,
): SpeedOnCores[] {
  return counts.flatMap((cores) =>
    Array.from({ length: repeats }, () => ({
      cores,
      speed: (40 / (1 - fraction + fraction / cores)) * Math.exp(noise()),
    })),
  );
}

/** Box and Muller. */
function normal(random: () => number, deviation: number): () => number {
  return () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

describe('the fit of Amdahl’s law', () => {
  it.each([0, 0.3, 0.9, 1])('finds the fraction %d of exact speeds', (fraction) => {
    const fit = fitAmdahl(speeds(fraction, [1, 2, 4, 8]))!;
    expect(fit.fraction).toBeCloseTo(fraction, 6);
    expect(fit.onOneCore).toBeCloseTo(40, 4);
    expect(fit.low).toBeLessThanOrEqual(fit.fraction);
    expect(fit.high).toBeGreaterThanOrEqual(fit.fraction);
    expect(fit.high - fit.low).toBeLessThan(1e-5);
  });

  it('is not tried below three counts of cores', () => {
    expect(fitAmdahl(speeds(0.9, [1, 2], 20))).toBeUndefined();
    expect(fitAmdahl([])).toBeUndefined();
  });

  it('does not need a core alone', () => {
    expect(fitAmdahl(speeds(0.8, [2, 4, 6]))?.fraction).toBeCloseTo(0.8, 6);
  });

  // A linear fit would have intervals 0.114, 0.035 and 0.020 wide (Student's t over the slope of the logarithms).
  it.each([
    [0.5, 0.05, 0.125],
    [0.9, 0.03, 0.039],
    [0.97, 0.02, 0.022],
  ])(
    'has an interval that covers the truth as often as it says: fraction %d, noise %d',
    (fraction, deviation, widest) => {
      let covered = 0;
      let width = 0;
      for (let seed = 0; seed < 2000; seed++) {
        const noise = normal(seededRandom(seed), deviation);
        const { low, high } = fitAmdahl(speeds(fraction, [1, 2, 4], 5, noise))!;
        if (low <= fraction && fraction <= high) covered += 1;
        width += (high - low) / 2000;
      }
      expect(covered).toBeGreaterThanOrEqual(1860);
      expect(covered).toBeLessThanOrEqual(1940);
      expect(width).toBeLessThan(widest);
    },
  );
});
