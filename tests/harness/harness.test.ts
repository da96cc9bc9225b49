import { describe, expect, it } from '@jest/globals';
import { meanOf, ratioOf } from '../bench/harness/estimate.js';
import { verdictOf } from '../bench/harness/goal.js';
import { seededRandom, shuffled } from '../../src/random/seeded.js';

describe('estimates', () => {
  it("has the mean with Student's interval", () => {
    // t(0.975, 4) = 2.776445; the standard error of 1..5 is sqrt(2.5 / 5).
    const { value, low, high } = meanOf([1, 2, 3, 4, 5])!;
    expect(value).toBe(3);
    expect(high).toBeCloseTo(3 + 2.776445 * Math.sqrt(0.5), 5);
    expect(low).toBeCloseTo(3 - 2.776445 * Math.sqrt(0.5), 5);
  });

  it('is not there for one value', () => {
    expect(meanOf([1])).toBeUndefined();
    expect(ratioOf([])).toBeUndefined();
  });

  it('takes the geometric mean of paired ratios, turned around when the pairs are', () => {
    const pairs = [
      [2, 1],
      [8, 1],
    ] as const;
    expect(ratioOf(pairs)!.value).toBeCloseTo(4);
    expect(ratioOf(pairs.map(([a, b]) => [b, a]))!.value).toBeCloseTo(1 / 4);
  });

  it('covers the truth in about 95 of 100 samples', () => {
    const random = seededRandom(7);
    // Twelve uniform numbers less six are nearly normal, with mean 0 and variance 1.
    const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, each) => sum + each, -6);
    let covered = 0;
    for (let sample = 0; sample < 2000; sample++) {
      const { low, high } = meanOf(Array.from({ length: 6 }, normal))!;
      if (low <= 0 && high >= 0) covered += 1;
    }
    expect(covered / 2000).toBeGreaterThan(0.93);
    expect(covered / 2000).toBeLessThan(0.97);
  });
});

describe('verdicts', () => {
  const most = { name: 'ratio', goal: 1.05, direction: 'at_most' } as const;
  const least = { name: 'rate', goal: 100, direction: 'at_least' } as const;
  it.each([
    ['all below a limit', most, { value: 1, low: 0.9, high: 1.05 }, 'met'],
    ['all above a limit', most, { value: 1.2, low: 1.06, high: 1.3 }, 'missed'],
    ['on both sides of a limit', most, { value: 1, low: 0.9, high: 1.1 }, 'undecided'],
    ['all above a least', least, { value: 120, low: 100, high: 140 }, 'met'],
    ['all below a least', least, { value: 80, low: 70, high: 99 }, 'missed'],
    ['on both sides of a least', least, { value: 100, low: 90, high: 110 }, 'undecided'],
    ['nothing known', most, undefined, 'undecided'],
  ] as const)('%s', (_, goal, estimate, verdict) => {
    expect(verdictOf(goal, estimate)).toBe(verdict);
  });
});

describe('order', () => {
  it('is a permutation, the same for the same seed', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const once = shuffled(items, seededRandom(3));
    expect([...once].sort()).toEqual(items);
    expect(shuffled(items, seededRandom(3))).toEqual(once);
    expect(shuffled(items, seededRandom(4))).not.toEqual(once);
  });
});

describe('margins', () => {
  it.each([
    ['short of a least, within the margin', 'at_least', { low: 95, high: 99 }, 'met'],
    ['short of a least, beyond the margin', 'at_least', { low: 90, high: 94 }, 'missed'],
    ['above a limit, within the margin', 'at_most', { low: 101, high: 105 }, 'met'],
    ['above a limit, beyond the margin', 'at_most', { low: 106, high: 110 }, 'missed'],
  ] as const)('%s: %s', (_, direction, bounds, verdict) => {
    expect(verdictOf({ name: 'any', goal: 100, direction, margin: 0.05 }, { value: 100, ...bounds })).toBe(
      verdict,
    );
  });
});

describe('confidence', () => {
  it('widens the interval by the quantiles of t', () => {
    // t(0.995, 4) = 4.604095.
    expect(meanOf([1, 2, 3, 4, 5], 0.99)!.high).toBeCloseTo(3 + 4.604095 * Math.sqrt(0.5), 5);
  });
});
