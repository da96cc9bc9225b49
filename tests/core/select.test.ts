import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { select } from '../../src/core/select.js';
import { statisticOf } from '../../src/metrics/statistics.js';

const numbers = fc.array(
  // Without -0, which equals 0 and is told from it by tests.
  fc
    .oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1e6, max: 1e6 }))
    .map((value) => value + 0),
  { minLength: 1, maxLength: 300 },
);

it('puts the number of a place there, no larger ones before it and no smaller ones behind it', () => {
  fc.assert(
    fc.property(numbers, fc.nat(), (values, any) => {
      const place = any % values.length;
      const arranged = Float64Array.from(values);
      const ascending = arranged.toSorted();
      expect(select(arranged, place)).toBe(ascending[place]);
      expect(arranged.subarray(0, place).every((value) => value <= ascending[place]!)).toBe(true);
      expect(arranged.subarray(place).every((value) => value >= ascending[place]!)).toBe(true);
      expect(arranged.toSorted()).toEqual(ascending);
    }),
  );
});

it('gives the percentiles of the sorted values, and statistics leave the values as they are', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const before = [...values];
      const { median, p95, max } = statisticOf(values);
      const sorted = values.toSorted((a, b) => a - b);
      const between = (q: number): number => {
        const place = q * (sorted.length - 1);
        const below = sorted[Math.floor(place)]!;
        const above = sorted[Math.ceil(place)]!;
        return below + (above - below) * (place - Math.floor(place));
      };
      expect([median, p95, max]).toEqual([between(0.5), between(0.95), sorted.at(-1)]);
      expect(values).toEqual(before);
    }),
  );
});
