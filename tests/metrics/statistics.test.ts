import { describe, expect, it } from '@jest/globals';
import { jainIndex, quantile, statisticOf } from '../../src/metrics/statistics.js';

describe('statistics', () => {
  it('interpolate linearly between the closest ranks', () => {
    expect(statisticOf([15, 20, 35, 40, 50])).toEqual({ mean: 32, median: 35, p95: 48, max: 50 });
    expect(statisticOf([1, 2, 3, 4])).toEqual({
      mean: 2.5,
      median: 2.5,
      p95: expect.closeTo(3.85, 12),
      max: 4,
    });
  });

  it('do not depend on the order, nor sort as text', () => {
    expect(statisticOf([10, 9, 100, 1])).toMatchObject({ median: 9.5, max: 100 });
  });

  it('of one value are that value, and of none are nothing', () => {
    expect(statisticOf([7])).toEqual({ mean: 7, median: 7, p95: 7, max: 7 });
    expect(statisticOf([])).toEqual({ mean: null, median: null, p95: null, max: null });
  });

  it.each([
    [0, 1],
    [0.25, 2],
    [0.5, 3],
    [0.9, 4.6],
    [1, 5],
  ])('the %d quantile of 1 to 5 is %d', (q, expected) => {
    expect(quantile(Float64Array.of(1, 2, 3, 4, 5), q)).toBeCloseTo(expected, 12);
  });
});

describe("Jain's index", () => {
  it('is 1 when all are equal, and 1/n when one has everything', () => {
    expect(jainIndex([3, 3, 3])).toBe(1);
    expect(jainIndex([0, 0, 5, 0])).toBe(0.25);
  });

  it('is not there without values', () => {
    expect(jainIndex([])).toBeNull();
    expect(jainIndex([0])).toBeNull();
  });
});
