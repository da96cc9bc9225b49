import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Bug } from '../../src/core/errors.js';
import { Pool, type Seat } from '../../src/core/pool.js';

/** Seats written as `node.physical`, by core id. */
function seats(text: Readonly<Record<number, string>>): ReadonlyMap<number, Seat> {
  return new Map(
    Object.entries(text).map(([id, seat]) => {
      const [node, physical] = seat.split('.').map(Number);
      return [Number(id), { node: node!, physical: physical! }];
    }),
  );
}

describe('Pool', () => {
  it('gives the lowest free numbers where all cores are alike', () => {
    const pool = new Pool([0, 1, 2, 3]);
    expect(pool.take(2, [], [])).toEqual([0, 1]);
    pool.release([0]);
    expect(pool.take(2, [1], [])).toEqual([0, 2]);
    expect(pool.freeCount).toBe(1);
  });

  it('takes the numbers of the host, which need not be 0..C-1 nor in order', () => {
    const pool = new Pool([9, 2, 40]);
    expect(pool.capacity).toBe(3);
    expect(pool.take(2, [], [])).toEqual([2, 9]);
    expect([pool.isFree(2), pool.isFree(40)]).toEqual([false, true]);
    pool.release([9]);
    expect(pool.take(2, [2], [])).toEqual([9, 40]);
  });

  it('gives the old cores back to a job where they are free, and others for those that are not', () => {
    const pool = new Pool([0, 1, 2, 3, 4]);
    expect(pool.take(3, [], [3, 4, 1])).toEqual([3, 4, 1]);
    pool.release([3, 4]);
    expect(pool.take(3, [], [1, 4, 3])).toEqual([4, 3, 0]);
    expect(pool.freeCount).toBe(1);
  });

  it('takes only as many of the old cores as are wanted', () => {
    expect(new Pool([0, 1, 2]).take(1, [], [2, 1])).toEqual([2]);
  });

  it('finds the lowest free core again after many came and went', () => {
    const pool = new Pool([0, 1, 2, 3]);
    pool.take(4, [], []);
    pool.release([3]);
    pool.release([1]);
    expect(pool.take(1, [], [])).toEqual([1]);
    expect(pool.take(1, [], [])).toEqual([3]);
  });

  describe('with seats', () => {
    // Two nodes of two physical cores with two threads each, numbered as Linux does: 0-3 the first threads, 4-7 the second.
    const host = seats({ 0: '0.0', 1: '0.1', 2: '1.2', 3: '1.3', 4: '0.0', 5: '0.1', 6: '1.2', 7: '1.3' });
    const all = [0, 1, 2, 3, 4, 5, 6, 7];

    it('grows on the same physical core, then on the same node, then elsewhere', () => {
      const pool = new Pool(all, host);
      expect(pool.take(1, [], [2])).toEqual([2]);
      expect(pool.take(1, [2], [])).toEqual([6]);
      expect(pool.take(1, [2, 6], [])).toEqual([3]);
      expect(pool.take(1, [2, 6, 3], [])).toEqual([7]);
      expect(pool.take(1, [2, 6, 3, 7], [])).toEqual([0]);
    });

    it('places the cores of a new job next to each other', () => {
      expect(new Pool(all, host).take(4, [], [])).toEqual([0, 4, 1, 5]);
    });

    it('begins on the fullest node that has room for the whole job', () => {
      const pool = new Pool(all, host);
      pool.take(1, [], [0]);
      expect(pool.take(3, [], [])).toEqual([1, 5, 4]);
      expect(pool.take(4, [], [])).toEqual([2, 6, 3, 7]);
    });

    it('begins on the emptiest node where none has room for the whole job', () => {
      const pool = new Pool(all, host);
      pool.take(3, [], [0, 4, 2]);
      expect(pool.take(4, [], [])).toEqual([3, 7, 6, 1]);
    });

    it('does not take physical cores of two nodes for the same because of their number', () => {
      const pool = new Pool([0, 1, 2], seats({ 0: '0.0', 1: '1.0', 2: '0.1' }));
      pool.take(1, [], [0]);
      expect(pool.take(1, [0], [])).toEqual([2]);
    });
  });

  it.each([
    ['a core given back twice', (pool: Pool) => pool.release([0]), 'core 0 given back twice'],
    [
      'a core given back twice at once',
      (pool: Pool) => {
        pool.take(1, [], []);
        pool.release([0, 0]);
      },
      'core 0 given back twice',
    ],
    ['a core that is not of the pool', (pool: Pool) => pool.release([7]), 'core 7 is not of the pool'],
    ['more than are free', (pool: Pool) => pool.take(3, [], []), '3 cores taken where 2 are free'],
    ['a core that stands twice in it', () => new Pool([1, 1]), 'core 1 stands twice in the pool'],
  ])('calls %s a bug', (_, misuse, message) => {
    const pool = new Pool([0, 1]);
    expect(() => misuse(pool)).toThrow(new Bug(message));
  });

  it('never gives a core to two and loses none, with seats or without', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 12 });
    const moves = fc.array(fc.record({ job: fc.nat(3), cores: fc.nat(6), isRelease: fc.boolean() }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(ids, fc.boolean(), moves, (cores, seated, all) => {
        const layout = new Map(
          cores.map((id) => [id, { physical: id % 4, node: id % 2 }] satisfies [number, Seat]),
        );
        const pool = new Pool(cores, seated ? layout : undefined);
        const held: number[][] = [[], [], [], []];
        for (const { job, cores: count, isRelease } of all) {
          const mine = held[job]!;
          if (isRelease) pool.release(mine.splice(0, count));
          else {
            const wanted = Math.min(count, pool.freeCount);
            const taken = pool.take(wanted, mine, []);
            expect(taken).toHaveLength(wanted);
            mine.push(...taken);
          }
          const busy = held.flat();
          expect(new Set(busy).size).toBe(busy.length);
          expect(pool.freeCount).toBe(cores.length - busy.length);
          expect(cores.filter((id) => !pool.isFree(id)).toSorted()).toEqual(busy.toSorted());
        }
      }),
    );
  });
});
