import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OrderedList } from '../../src/core/ordered-list.js';
import { compareClose } from '../../src/core/time.js';

const numbers = (items: readonly number[]): OrderedList<number> => {
  const list = new OrderedList<number>((a, b) => a - b);
  for (const item of items) list.add(item);
  return list;
};

describe('OrderedList', () => {
  it('has no first and no neighbours when it is empty', () => {
    const list = numbers([]);
    expect([list.size, list.first(), list.after(1), list.before(1), list.from(1), list.remove(1)]).toEqual([
      0,
      undefined,
      undefined,
      undefined,
      undefined,
      false,
    ]);
    expect([...list]).toEqual([]);
  });

  it('knows the neighbours of its items, and where an item that is not in it would stand', () => {
    const list = numbers([5, 1, 3]);
    expect([...list]).toEqual([1, 3, 5]);
    expect([list.before(1), list.after(1), list.before(5), list.after(5)]).toEqual([
      undefined,
      3,
      3,
      undefined,
    ]);
    expect([list.from(3), list.from(4), list.from(6)]).toEqual([3, 5, undefined]);
    expect([list.after(4), list.before(4)]).toEqual([undefined, undefined]);
  });

  it.each([
    ['ascending', (index: number) => index],
    ['descending', (index: number) => 3000 - index],
    ['from both ends', (index: number) => (index % 2 === 0 ? index : 3000 - index)],
    ['scattered', (index: number) => (index * 1009) % 3001],
  ])('keeps 3000 items in order that come %s, and when every other one is gone', (_, itemAt) => {
    const items = Array.from({ length: 3000 }, (_, index) => itemAt(index));
    const list = numbers(items);
    const sorted = items.toSorted((a, b) => a - b);
    expect([...list]).toEqual(sorted);
    for (const item of items.filter((item) => item % 2 === 0)) expect(list.remove(item)).toBe(true);
    const odd = sorted.filter((item) => item % 2 === 1);
    expect([...list]).toEqual(odd);
    odd.forEach((item, index) => {
      expect([list.before(item), list.after(item), list.from(item - 1)]).toEqual([
        odd[index - 1],
        odd[index + 1],
        item,
      ]);
    });
  });

  it('answers as a sorted array does', () => {
    const operations = fc.array(
      fc.record({
        what: fc.constantFrom('add', 'add', 'remove', 'shift' as const),
        item: fc.integer({ min: 0, max: 4000 }),
      }),
      { minLength: 1, maxLength: 2000, size: 'max' },
    );
    fc.assert(
      fc.property(operations, (all) => {
        const list = numbers([]);
        let plain: number[] = [];
        for (const { what, item } of all) {
          if (what === 'add') {
            if (plain.includes(item)) continue;
            list.add(item);
            plain = [
              ...plain.filter((other) => other < item),
              item,
              ...plain.filter((other) => other > item),
            ];
          } else {
            const gone = what === 'shift' ? (plain[0] ?? -1) : item;
            expect(list.remove(gone)).toBe(plain.includes(gone));
            plain = plain.filter((other) => other !== gone);
          }
          expect([list.size, list.first(), list.from(item)]).toEqual([
            plain.length,
            plain[0],
            plain.find((other) => other >= item),
          ]);
          const place = plain.indexOf(item);
          expect([list.before(item), list.after(item)]).toEqual(
            place < 0 ? [undefined, undefined] : [plain[place - 1], plain[place + 1]],
          );
        }
        expect([...list]).toEqual(plain);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('finds every item though near values are equal, which is no transitive order', () => {
    const parts = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(parts, (places) => {
        const items = places.map((place, rank) => ({ value: place * 3e-10, rank }));
        const list = new OrderedList<{ value: number; rank: number }>(
          (a, b) => compareClose(a.value, b.value) || a.rank - b.rank,
        );
        for (const item of items) list.add(item);
        expect(new Set(list)).toEqual(new Set(items));
        items.forEach((item, index) => {
          expect(list.remove(item)).toBe(true);
          expect(list.size).toBe(items.length - index - 1);
        });
      }),
    );
  });
});
