import { describe, expect, it } from '@jest/globals';
import { amdahl, linear } from '../../../src/executors/sim/speedup.js';

describe('linear', () => {
  it.each([0.25, 1, 2, 7])('%d cores are so many times as fast', (cores) => {
    expect(linear('any', cores)).toBe(cores);
  });
});

describe('amdahl', () => {
  it.each([
    [1, 4, 4],
    [0, 4, 1],
    [0.5, 2, 4 / 3],
    [0.9, 10, 1 / 0.19],
    [0.5, 1, 1],
  ])('with %d of the work parallel, %d cores are %d times as fast as one', (fraction, cores, expected) => {
    expect(amdahl(fraction)('any', cores)).toBeCloseTo(expected, 12);
  });

  it('is in proportion to the cores below one core', () => {
    expect(amdahl(0.5)('any', 0.25)).toBe(0.25);
  });
});
