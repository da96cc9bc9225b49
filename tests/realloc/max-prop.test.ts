import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maxProp } from '../../src/realloc/max-prop.js';
import { wholeShares } from '../../src/realloc/whole-shares.js';
import { scenario } from '../core/scenario.js';
import { jobView } from '../policies/job-view.js';
import { proportionalShares } from '../reference/reference-shares.js';
import { attended } from './attended.js';

/** [request, min, max] */
type Bounds = readonly [number, number, number];

function shares(capacity: number, jobs: readonly Bounds[], ranks?: readonly number[]): number[] {
  const views = jobs.map(([request, minCores, maxCores], index) =>
    jobView({ request, minCores, maxCores, arrivalRank: ranks?.[index] ?? index }),
  );
  return [...wholeShares(views, capacity, (job) => job.request)];
}

describe('wholeShares', () => {
  it.each([
    ['nobody', 4, [], []],
    ['one job: all cores', 4, [[1, 1, 4]], [4]],
    ['one job: its maximum', 4, [[1, 1, 3]], [3]],
    [
      'in proportion to the requests',
      6,
      [
        [1, 1, 6],
        [2, 1, 6],
      ],
      [2, 4],
    ],
    [
      'fewer cores than asked for',
      3,
      [
        [2, 1, 8],
        [4, 1, 8],
      ],
      [1, 2],
    ],
    [
      'the core left over to the largest fraction',
      4,
      [
        [1, 1, 8],
        [2, 1, 8],
      ],
      [1, 3],
    ],
    [
      'of equal fractions to the earliest',
      4,
      [
        [1, 1, 8],
        [1, 1, 8],
        [1, 1, 8],
      ],
      [2, 1, 1],
    ],
    [
      'a minimum counts',
      4,
      [
        [1, 2, 8],
        [8, 1, 8],
      ],
      [2, 2],
    ],
    [
      'a maximum counts',
      8,
      [
        [4, 1, 4],
        [1, 1, 8],
        [1, 1, 8],
      ],
      [4, 2, 2],
    ],
    [
      'minima and maxima at once',
      8,
      [
        [1, 3, 8],
        [8, 1, 2],
        [1, 1, 8],
      ],
      [3, 2, 3],
    ],
    [
      'nobody above the maximum, cores stay free',
      8,
      [
        [2, 1, 2],
        [3, 1, 3],
      ],
      [2, 3],
    ],
    [
      'all at their minimum',
      3,
      [
        [1, 1, 8],
        [4, 2, 8],
      ],
      [1, 2],
    ],
    [
      'nobody above the maximum by a core left over',
      5,
      [
        [1, 1, 1],
        [1, 1, 8],
        [1, 1, 8],
      ],
      [1, 2, 2],
    ],
  ] as readonly (readonly [string, number, readonly Bounds[], readonly number[]])[])(
    '%s',
    (_, capacity, jobs, expected) => {
      expect(shares(capacity, jobs)).toEqual(expected);
    },
  );

  it('breaks ties by arrival, wherever a job stands in the list', () => {
    expect(
      shares(
        4,
        [
          [1, 1, 8],
          [1, 1, 8],
          [1, 1, 8],
        ],
        [2, 0, 1],
      ),
    ).toEqual([1, 2, 1]);
  });

  // Small whole numbers, all of them; then large random ones.
  it('is what an exact search in whole numbers gives, for all pairs and triples of small jobs', () => {
    const all: Bounds[] = [];
    for (let min = 1; min <= 3; min++)
      for (let request = min; request <= 3; request++)
        for (let max = request; max <= 3; max++) all.push([request, min, max]);
    for (const a of all)
      for (const b of all)
        for (const c of [undefined, ...all])
          for (let capacity = 1; capacity <= 9; capacity++)
            expectExact(capacity, c === undefined ? [a, b] : [a, b, c]);
  });

  it('is what an exact search in whole numbers gives, for many jobs on many cores', () => {
    const bounds = fc
      .tuple(
        fc.integer({ min: 1, max: 128 }),
        fc.integer({ min: 1, max: 128 }),
        fc.integer({ min: 1, max: 128 }),
      )
      .map((three) => {
        const [min = 1, request = 1, max = 1] = three.toSorted((a, b) => a - b);
        return [request, min, max] as const;
      });
    fc.assert(
      fc.property(fc.array(bounds, { minLength: 1, maxLength: 40 }), fc.nat(1000), (jobs, more) => {
        expectExact(sum(jobs.map(([, min]) => min)) + more, jobs);
      }),
      { numRuns: 500 },
    );
  });

  it('adds up to all cores, or to all that the jobs can take', () => {
    const jobs = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(jobs, fc.integer({ min: 100, max: 256 }), (requests, capacity) => {
        const whole = shares(
          capacity,
          requests.map((request) => [request, 1, 64]),
        );
        expect(sum(whole)).toBe(Math.min(capacity, 64 * requests.length));
      }),
    );
  });
});

describe('max_prop', () => {
  const mode = maxProp.create();

  it('claims, keeps and admits with the minimum; shares come after admission', () => {
    const job = jobView({ minCores: 2, cores: 5, given: 7 });
    expect([mode.claim(job), mode.hold(job), mode.admit(job, 8)]).toEqual([2, 2, 2]);
  });

  it('gives each its share when jobs or requests have changed, and only then', () => {
    const jobs = { a: { given: 1, request: 1 }, b: { given: 1, request: 3 } };
    const cores = attended(8, jobs);
    mode.afterAdmission?.(cores);
    expect([cores.job('a').given, cores.job('b').given]).toEqual([2, 6]);
    const same = attended(8, jobs, { changed: false });
    mode.afterAdmission?.(same);
    expect(same.gifts()).toBe('');
  });

  it('finds amiss that cores are not in use which could be', () => {
    expect(mode.check?.(attended(8, { a: { given: 4, maxCores: 8 } }))).toBe(
      '4 cores are in use where 8 could be',
    );
    expect(mode.check?.(attended(8, { a: { given: 4, maxCores: 4 } }))).toBeUndefined();
  });

  it('keeps all cores in use through arrivals, updates and exits', () => {
    const run = scenario({ cores: 8, realloc: 'max_prop', atOnce: true });
    run.at(0, run.submit('a', { cores: 2 }));
    expect(run.given()).toBe('a:8');
    run.at(1, run.submit('b', { cores: 2 }));
    expect(run.given()).toBe('a:4 b:4');
    run.at(2, run.update('b', 6));
    expect(run.given()).toBe('a:2 b:6');
    run.at(3, run.exit('a'));
    expect(run.given()).toBe('b:8');
  });
});

function expectExact(capacity: number, jobs: readonly Bounds[]): void {
  if (sum(jobs.map(([, min]) => min)) > capacity) return;
  const claimants = jobs.map(([request, minCores, maxCores]) => ({ request, minCores, maxCores }));
  const [actual, exact] = [shares(capacity, jobs), proportionalShares(capacity, claimants)];
  if (actual.join() === exact.join()) return;
  expect({ capacity, jobs, shares: actual }).toEqual({ capacity, jobs, shares: exact });
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
