import { describe, expect, it } from '@jest/globals';
import { unknownLengths } from '../../src/planning/unknown-lengths.js';
import { findPolicy } from '../../src/policies/index.js';
import type { JobSpec } from '../../src/workload/workload.js';
import { aJob } from './a-job.js';

const told = (policy: string, jobs: readonly JobSpec[], dedicated: number | undefined) =>
  unknownLengths(findPolicy(policy)!, jobs, () => dedicated);

describe('what a policy does not know', () => {
  it.each([
    ['fcfs', []],
    ['sjf', ['sjf does not know how long a, b will take: taken to be the longest']],
    ['easy', ['easy does not know how long a, b will take: taken never to end']],
  ])('is told for %s', (policy, expected) => {
    expect(
      told(policy, [aJob({ id: 'a' }), aJob({ id: 'b' }), aJob({ id: 'c', estimate: 3 })], undefined),
    ).toEqual(expected);
  });

  it('is nothing where all lengths are known', () => {
    expect(told('sjf', [aJob()], 10)).toEqual([]);
    expect(told('easy', [aJob()], 10)).toEqual([]);
  });

  it('names five jobs at most', () => {
    const jobs = Array.from({ length: 8 }, (_, index) => aJob({ id: `j${index}` }));
    expect(told('srpt', jobs, undefined)[0]).toContain('j0, j1, j2, j3, j4 and 3 more');
  });

  it('is how far estimates are off, and which are too short', () => {
    const jobs = [5, 10, 30].map((estimate) => aJob({ id: `e${estimate}`, estimate }));
    expect(told('easy', jobs, 10)).toEqual([
      'estimates are 0.500 to 3.00 times the dedicated time, the middle one 1.00',
      'the estimate of e5 is too short: what easy promises to others may not be kept',
    ]);
    expect(told('sjf', jobs, 10)).toEqual([]);
  });
});
