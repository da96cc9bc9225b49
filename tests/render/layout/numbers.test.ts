import { describe, expect, it } from '@jest/globals';
import {
  cores,
  decimalsFor,
  fixed,
  percent,
  seconds,
  significant,
} from '../../../src/render/layout/numbers.js';

describe('numbers as people read them', () => {
  it.each<[number | null, number, string]>([
    [1.005, 1, '1.0'],
    [-0.001, 2, '0.00'],
    [-0.5, 2, '-0.50'],
    [0, 0, '0'],
    [null, 2, '–'],
  ])('%d with %d decimals is %s', (value, decimals, text) => {
    expect(fixed(value, decimals)).toBe(text);
  });

  it.each<[number | null, string]>([
    [0, '0'],
    [1469.4, '1469'],
    [53.25, '53.3'],
    [0.01234, '0.0123'],
    [0.00001234, '1.23e-5'],
    [null, '–'],
  ])('three digits of %d are %s', (value, text) => {
    expect(significant(value)).toBe(text);
  });

  it.each<[number | null, string]>([
    [0, '0.00 s'],
    [0.0034, '3.4 ms'],
    [0.0215, '22 ms'],
    [3.25, '3.25 s'],
    [1234.56, '1234.6 s'],
    [null, '–'],
  ])('%d seconds are %s', (value, text) => {
    expect(seconds(value)).toBe(text);
  });

  it('percent have one decimal', () => {
    expect(percent(0.96789)).toBe('96.8 %');
    expect(percent(null)).toBe('–');
  });

  it('cores are whole unless they are shares', () => {
    expect(cores(3)).toBe('3');
    expect(cores(4 / 3)).toBe('1.33');
  });

  it('have fewer decimals the larger they are', () => {
    expect(decimalsFor([1, null, 999])).toBe(2);
    expect(decimalsFor([1000])).toBe(1);
    expect(decimalsFor([-20_000])).toBe(0);
  });
});
