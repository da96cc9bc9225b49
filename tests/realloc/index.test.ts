import { describe, expect, it } from '@jest/globals';
import { findRealloc, reallocModes } from '../../src/realloc/index.js';

describe('findRealloc', () => {
  it.each([
    ['strict', 'strict'],
    ['max_prop', 'max_prop'],
    ['max-prop', 'max_prop'],
    ['always_attend', 'always_attend'],
    ['always-attend', 'always_attend'],
    ['STRICT', undefined],
    ['', undefined],
  ])('%s: %s', (name, expected) => {
    expect(findRealloc(name)?.name).toBe(expected);
  });
});

describe('the built-in modes', () => {
  it('have names of their own', () => {
    expect(new Set(reallocModes.map((mode) => mode.name)).size).toBe(reallocModes.length);
  });

  it('give the engine a mode of the same name, made anew each time, and say in a line what it is', () => {
    for (const mode of reallocModes) {
      expect(mode.create().name).toBe(mode.name);
      expect(mode.create()).not.toBe(mode.create());
      expect(mode.summary).toMatch(/^\S.{10,}$/);
    }
  });
});
