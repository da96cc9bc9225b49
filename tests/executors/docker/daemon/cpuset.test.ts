import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatCpuset, parseCpuset, sameCores } from '../../../../src/executors/docker/daemon/cpuset.js';

describe('lists of cores', () => {
  it.each([
    [[], ''],
    [[3], '3'],
    [[0, 1, 2], '0-2'],
    [[5, 0, 2, 1], '0-2,5'],
    [[7, 7, 8], '7-8'],
    [[0, 2, 4], '0,2,4'],
  ])('%j is written %s', (ids, text) => {
    expect(formatCpuset(ids)).toBe(text);
  });

  it.each([
    ['', []],
    ['0-1\n', [0, 1]],
    ['0-2,5', [0, 1, 2, 5]],
    [' 4 , 2-3 ', [2, 3, 4]],
    ['1,1', [1]],
  ])('%j is read', (text, ids) => {
    expect(parseCpuset(text)).toEqual(ids);
  });

  it.each(['a', '1-', '-1', '3-1', '1,,2', '0-65536', '1.5', '0x1', '9'.repeat(30)])('%j is none', (text) => {
    expect(parseCpuset(text)).toBeUndefined();
  });

  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 300 })), (ids) => {
        expect(parseCpuset(formatCpuset(ids))).toEqual([...ids].sort((a, b) => a - b));
        expect(sameCores(ids, [...ids].reverse())).toBe(true);
      }),
    );
  });

  it('differ when one core does', () => {
    expect(sameCores([0, 1], [0, 2])).toBe(false);
  });
});
