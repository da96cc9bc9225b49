import { describe, expect, it } from '@jest/globals';
import { isOpen } from '../bench/harness/bench.js';
import {
  type Contestant,
  createContest,
  figureOf,
  type GoalMeasure,
  measure,
  type Measure,
  type Round,
} from '../bench/harness/contest.js';
import { seededRandom, shuffled } from '../../src/random/seeded.js';

const ratio = (
  name: string,
  [a, b]: readonly [string, string],
  goal: Partial<GoalMeasure> = {},
): GoalMeasure => ({
  name,
  goal: 1,
  direction: 'at_most',
  needs: [a, b],
  of: (round) => figureOf(round, a, 'seconds') / figureOf(round, b, 'seconds'),
  ...goal,
});

/** Contestants that say how long they took; `runs` tells which ran when. */
function contest(
  seconds: Record<string, (round: number) => number>,
  goals: readonly GoalMeasure[],
  besides: readonly Measure[] = [],
) {
  const runs: string[] = [];
  const contestants = Object.entries(seconds).map(([name, of]): Contestant => ({
    name,
    run: (round) => {
      runs.push(`${round}${name}`);
      return Promise.resolve({ seconds: of(round) });
    },
  }));
  const control = { contestant: contestants[0]!.name, figure: 'seconds' };
  const bench = createContest({ name: 'fake', contestants, goals, besides, control });
  const random = seededRandom(5);
  const shuffle = <T>(items: readonly T[]): T[] => shuffled(items, random);
  const rounds = async (count: number): Promise<void> => {
    for (let round = 1; round <= count; round++) await bench.round(shuffle, round);
  };
  return { bench, runs, rounds, shuffle };
}

/** Not far from `value`, so that an interval has a width. */
const about = (value: number) => (round: number) => value * (1 + 0.01 * (round % 3));

describe('a contest', () => {
  it('runs each contestant once a round, in an order that changes', async () => {
    const { runs, rounds } = contest({ a: about(1), b: about(2) }, [ratio('a to b', ['a', 'b'])]);
    await rounds(8);
    const orders = Array.from({ length: 8 }, (_, round) => runs.slice(2 * round, 2 * round + 2));
    for (const [index, order] of orders.entries()) {
      expect([...order].sort()).toEqual([`${index + 1}a`, `${index + 1}b`]);
    }
    expect(new Set(orders.map(([first]) => first?.slice(1)))).toEqual(new Set(['a', 'b']));
  });

  it('has the geometric mean of each round, the more certain the wider its interval', async () => {
    const [goal] = [ratio('a to b', ['a', 'b'])];
    const { bench, rounds } = contest({ a: (round) => (round % 2 === 0 ? 4 : 1), b: () => 4 }, [goal]);
    expect(bench.estimate(goal)).toBeUndefined();
    await rounds(4);
    expect(bench.estimate(goal)?.value).toBeCloseTo(0.5);
    expect(bench.estimate(goal, 0.99)!.high).toBeGreaterThan(bench.estimate(goal)!.high);
  });

  it('has the plain mean of a difference, which may be less than nothing', async () => {
    const left = [3, -1, 4, -2];
    const difference = { ...ratio('a', ['a', 'a']), mean: 'arithmetic' as const };
    const goal = { ...difference, of: (round: Round) => figureOf(round, 'a', 'seconds') };
    const { bench, rounds } = contest({ a: (round) => left[round - 1]! }, [goal]);
    await rounds(4);
    const { value, low } = bench.estimate(goal)!;
    expect(value).toBeCloseTo(1);
    expect(low).toBeLessThan(0);
  });

  it('lets a contestant rest when its goals are decided, and not before', async () => {
    const decided = ratio('a to b', ['a', 'b']);
    const open = ratio('c to d', ['c', 'd']);
    const { bench, runs, rounds } = contest(
      { a: about(1), b: about(2), c: (round) => 1 + (round % 2), d: () => Math.SQRT2 },
      [decided, open],
    );
    await rounds(10);
    expect(isOpen(decided, bench)).toBe(false);
    expect(isOpen(open, bench)).toBe(true);
    expect(runs.filter((one) => one.endsWith('c'))).toHaveLength(10);
    const restsFrom = runs.filter((one) => one.endsWith('a')).length;
    expect(restsFrom).toBeGreaterThanOrEqual(2);
    expect(restsFrom).toBeLessThan(10);
  });

  it('goes on with all once all are decided: too few rounds say little', async () => {
    const { runs, rounds } = contest({ a: () => 1, b: () => 2 }, [ratio('a to b', ['a', 'b'])]);
    await rounds(5);
    expect(runs).toHaveLength(10);
  });

  it('runs what is only measured beside a goal, and nobody else', async () => {
    const goal = { ...ratio('a', ['a', 'a']), needs: ['a'] };
    const { bench, runs, rounds } = contest(
      { a: about(1), b: about(2), c: about(3) },
      [goal],
      [ratio('b to a', ['b', 'a']), measure('time of b', 'b', 'seconds')],
    );
    await rounds(3);
    expect(runs.filter((one) => one.endsWith('c'))).toEqual([]);
    expect(bench.besides!()[0]).toMatch(/b to a: 2\.00 \(/);
  });

  it('refuses a figure that nobody measured', async () => {
    const { rounds } = contest({ a: about(1) }, [
      { ...measure('memory', 'a', 'bytes'), goal: 1, direction: 'at_most' },
    ]);
    await expect(rounds(1)).rejects.toThrow('a did not measure bytes');
  });
});

describe('the control', () => {
  it('is the same contestant as if it were two', async () => {
    const { bench, runs, shuffle } = contest({ a: about(1), b: about(2) }, [ratio('a to b', ['a', 'b'])]);
    expect(await bench.control!(shuffle)).toBe('a to itself 1.00 (1.00 to 1.00)');
    expect(runs).toEqual(['1a', '1a', '2a', '2a', '3a', '3a', '4a', '4a', '5a', '5a', '6a', '6a']);
  });

  it('warns when one differs from itself', async () => {
    let calls = 0;
    // The first of a pair is always slower; without chance in the order this would be a difference between two.
    const { bench } = contest({ a: () => (calls++ % 2 === 0 ? 2 : 1 + calls / 1000) }, [
      ratio('a', ['a', 'a']),
    ]);
    const inOrder = <T>(items: readonly T[]): T[] => [...items];
    expect(await bench.control!(inOrder)).toContain('not quiet enough');
  });
});
