import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDuration } from '../../../src/workload/schema/durations.js';

describe('parseDuration', () => {
  it.each([
    ['500ms', 0.5],
    ['10s', 10],
    ['2m', 120],
    ['1h30m', 5400],
    ['1h', 3600],
    ['1h1s', 3601],
    ['1m1ms', 60.001],
    ['2.5s', 2.5],
    ['1.5h', 5400],
    ['0s', 0],
    ['12', 12],
    ['0.25', 0.25],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBeCloseTo(seconds, 12);
  });

  it.each([
    '',
    ' ',
    's',
    '10 s',
    '-1s',
    '+1s',
    '1d',
    '1S',
    '1m1h',
    '1s1s',
    '.5s',
    '1.s',
    '1e3',
    '0x10',
    '1,5s',
    'ten',
    '1s\n',
  ])('%j is no duration', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('gives a finite number of seconds for every text it takes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9.hms]*$/), (text) => {
        const seconds = parseDuration(text);
        expect(seconds === undefined || (Number.isFinite(seconds) && seconds >= 0)).toBe(true);
      }),
    );
  });
});
