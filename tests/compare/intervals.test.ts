import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holm, meanInterval, pairedP } from '../../src/compare/intervals.js';
import { seededRandom } from '../../src/random/seeded.js';

describe('the mean and its 95 % interval', () => {
  it('is that of Student: t(0.975, 4) = 2.776 standard errors', () => {
    // Standard deviation of 1..5: sqrt(2.5).
    const { mean, half } = meanInterval([1, 2, 3, 4, 5]);
    expect(mean).toBe(3);
    expect(half).toBeCloseTo(2.776445 * Math.sqrt(2.5 / 5), 5);
  });

  it('has no interval for a single value', () => {
    expect(meanInterval([7])).toEqual({ mean: 7, half: null });
  });

  it('covers the truth 95 times in 100', () => {
    const random = seededRandom(1);
    // A sum of twelve uniform numbers is as good as normal here, with mean 6.
    const normal = () => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, 0);
    let covered = 0;
    for (let times = 0; times < 2000; times++) {
      const { mean, half } = meanInterval([normal(), normal(), normal(), normal(), normal()]);
      if (Math.abs(mean - 6) <= half!) covered += 1;
    }
    expect(covered / 2000).toBeGreaterThan(0.935);
    expect(covered / 2000).toBeLessThan(0.965);
  });
});

describe('the paired t test', () => {
  it('gives the p of the sleep data of Student (1908): t = -4.0621 with 9 degrees of freedom, p = 0.002833', () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    expect(pairedP(first.map((value, index) => value - second[index]!))).toBeCloseTo(0.00283289, 6);
  });

  it.each([
    ['nothing to say of a single pair', [3], null],
    ['1 where nothing differs', [0, 0, 0], 1],
    ['0 where all differ by the same', [2, 2, 2], 0],
  ])('has %s', (_, differences, expected) => {
    expect(pairedP(differences)).toBe(expected);
  });
});

describe("Holm's correction", () => {
  it('is that of the worked example: 0.01, 0.04, 0.03, 0.005', () => {
    const corrected = holm([0.01, 0.04, 0.03, 0.005]);
    [0.03, 0.06, 0.06, 0.02].forEach((p, index) => expect(corrected[index]).toBeCloseTo(p, 12));
  });

  it('keeps the order, makes no p smaller and none larger than 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (ps) => {
        const corrected = holm(ps);
        expect(corrected).toHaveLength(ps.length);
        for (const [index, p] of ps.entries()) {
          expect(corrected[index]).toBeGreaterThanOrEqual(p);
          expect(corrected[index]).toBeLessThanOrEqual(1);
          for (const [other, q] of ps.entries())
            if (p < q) expect(corrected[index]!).toBeLessThanOrEqual(corrected[other]!);
        }
      }),
    );
  });
});
