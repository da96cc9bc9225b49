import { describe, expect, it } from '@jest/globals';
import { slope } from '../bench/harness/slope.js';
import { effects, ratesOf } from '../bench/malleable/effects.js';

/** A training on one core that is given a second one at 3 s and loses it at 6 s; each time it follows after `delay` seconds. */
function trace(delay: number): { readonly at: number; readonly value: number }[] {
  let value = 0;
  return Array.from({ length: 91 }, (_, window) => {
    const at = window / 10;
    const isWide = at > 3 + delay && at <= 6 + delay;
    if (window > 0) value += isWide ? 0.2 : 0.1;
    return { at, value };
  });
}

const RESIZES = [{ at: 3.01 }, { at: 6.01 }];

describe('the time until a resize shows', () => {
  it.each([0.05, 0.4])('is that of the first window that is nearer to what comes: %d s', (delay) => {
    const seen = effects(RESIZES, ratesOf(trace(delay)));
    expect(seen).toHaveLength(2);
    for (const each of seen) {
      expect(each).toBeGreaterThan(delay - 0.1);
      expect(each).toBeLessThan(delay + 0.15);
    }
  });

  it('is for ever where nothing follows', () => {
    const flat = Array.from({ length: 91 }, (_, window) => ({ at: window / 10, value: window / 10 }));
    expect(effects(RESIZES, ratesOf(flat)).every((each) => each === Infinity)).toBe(true);
  });
});

it('a slope is how much is added by each', () => {
  expect(slope([0, 10, 25, 50].map((x) => ({ x, y: 7 + 0.02 * x })))).toBeCloseTo(0.02, 9);
  expect(
    slope([
      { x: 0, y: 1 },
      { x: 1, y: 4 },
      { x: 2, y: 4 },
    ]),
  ).toBeCloseTo(1.5, 9);
});
