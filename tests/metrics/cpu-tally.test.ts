import { expect, it } from '@jest/globals';
import { CpuTally } from '../../src/metrics/cpu-tally.js';

function tallyOf(readings: readonly (readonly [number, number])[]): CpuTally {
  const tally = new CpuTally();
  for (const [attempt, seconds] of readings) tally.read(attempt, seconds);
  return tally;
}

it.each([
  [
    'the last reading of an attempt counts',
    [
      [1, 2],
      [1, 5],
    ],
    1,
    5,
  ],
  [
    'attempts add up',
    [
      [1, 2],
      [1, 5],
      [2, 3],
    ],
    2,
    8,
  ],
  ['an attempt that was not read leaves the sum unknown', [[1, 5]], 2, Number.NaN],
  [
    'a job that was killed before its start was confirmed may have more',
    [
      [1, 5],
      [2, 1],
    ],
    1,
    6,
  ],
] as readonly (readonly [string, readonly (readonly [number, number])[], number, number])[])(
  '%s',
  (_, readings, attempts, total) => {
    expect(tallyOf(readings).total(attempts)).toEqual(total);
  },
);
