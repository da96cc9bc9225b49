import { describe, expect, it } from '@jest/globals';
import { atMost, compareClose, EPSILON } from '../../src/core/time.js';

const near = EPSILON / 2;
const far = EPSILON * 2;

describe('compareClose', () => {
  it.each([
    ['less', 1, 2, -1],
    ['more', 2, 1, 1],
    ['equal', 2, 2, 0],
    ['less by so little that it is equal', 0, near, 0],
    ['more by so little that it is equal', near, 0, 0],
    ['less by a little that counts', 0, far, -1],
    ['more by a little that counts', far, 0, 1],
    ['1e-9 apart, which is no longer closer than 1e-9', EPSILON, 0, 1],
    ['nothing before infinity', 1, Infinity, -1],
  ])('%s', (_, a, b, expected) => {
    expect(compareClose(a, b)).toBe(expected);
  });
});

describe('atMost', () => {
  it.each([
    ['less', 1, 2, true],
    ['equal', 2, 2, true],
    ['more', 2, 1, false],
    ['more by so little that it is equal', near, 0, true],
    ['more by a little that counts', far, 0, false],
    ['equal where 1e-9 is lost in the rounding of a sum', 2 ** 30, 2 ** 30, true],
    ['infinity is after every time', Infinity, 1e300, false],
    ['NaN, a time that is not known, is not reached', Number.NaN, 5, false],
  ])('%s', (_, a, b, expected) => {
    expect(atMost(a, b)).toBe(expected);
  });
});
