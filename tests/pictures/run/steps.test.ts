import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stepsOf, valueAt } from '../../../src/pictures/run/steps.js';

describe('a sum over time', () => {
  it('has a step at each change, and both ends', () => {
    const counted = [
      { start: 1, end: 3, weight: 2 },
      { start: 2, end: 3, weight: 1 },
    ];
    const steps = [
      [0, 0],
      [1, 2],
      [2, 3],
      [3, 0],
      [5, 0],
    ];
    expect(stepsOf(counted, { from: 0, to: 5 })).toEqual(steps);
  });

  it('has no step where one thing follows another', () => {
    const counted = [
      { start: 0, end: 1, weight: 0.1 },
      { start: 1, end: 2, weight: 0.1 },
    ];
    const steps = stepsOf(counted, { from: 0, to: 2 });
    expect(steps.map(([at]) => at)).toEqual([0, 1, 2]);
    expect(steps.map(([, value]) => value)).toEqual([0.1, 0.1, 0]);
  });

  it('is flat where nothing is counted', () => {
    expect(stepsOf([], { from: 1, to: 4 })).toEqual([
      [1, 0],
      [4, 0],
    ]);
  });

  it('is at each time what lasts then', () => {
    const counted = fc.record({
      start: fc.nat(50),
      length: fc.integer({ min: 1, max: 20 }),
      weight: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 30 }), fc.nat(70), (list, at) => {
        const all = list.map(({ start, length, weight }) => ({ start, end: start + length, weight }));
        const lasting = all.filter(({ start, end }) => start <= at && at < end);
        const sum = lasting.reduce((total, { weight }) => total + weight, 0);
        expect(valueAt(stepsOf(all, { from: 0, to: 70 }), at)).toBe(sum);
      }),
    );
  });
});
