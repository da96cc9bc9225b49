import { describe, expect, it } from '@jest/globals';
import { whyEarlier, whyFigure } from '../../src/policies/why.js';
import { jobView } from './job-view.js';

const first = jobView({ arrival: 1, arrivalRank: 0 });
const second = jobView({ arrival: 1, arrivalRank: 1 });
const third = jobView({ arrival: 2.5, arrivalRank: 2 });

describe('why one job goes before another', () => {
  it('is its arrival, then its place in the file', () => {
    expect(whyEarlier(first, third)).toBe('earlier arrival (1 s, not 2.5 s)');
    expect(whyEarlier(first, second)).toBe('same arrival (1 s), earlier in the file');
  });

  it('is a figure, and where that is equal its arrival', () => {
    const why = (a: number, b: number): string =>
      whyFigure('shorter', { job: first, value: a }, { job: third, value: b }, ' s');
    expect(why(1 / 3, 2)).toBe('shorter (0.333 s, not 2 s)');
    expect(why(2, Infinity)).toBe('shorter (2 s, not unknown)');
    expect(why(2, 2 + 1e-10)).toBe('earlier arrival (1 s, not 2.5 s)');
    expect(why(Infinity, Infinity)).toBe('earlier arrival (1 s, not 2.5 s)');
  });
});
