import { describe, expect, it } from '@jest/globals';
import { analyse } from '../../src/compare/analyse.js';
import type { Comparison } from '../../src/compare/comparison.js';
import { findMetric } from '../../src/compare/metrics.js';
import { regressions } from '../../src/compare/regressions.js';
import { cell, outcome } from './outcomes.js';

/** @param turnarounds by cell, by instance */
function comparison(turnarounds: Readonly<Record<string, readonly number[]>>, baseline?: string): Comparison {
  const labels = Object.keys(turnarounds);
  return {
    tfsched: { version: 'test', command: 'compare' },
    config: {
      executor: 'sim',
      host: null,
      repeats: 1,
      baseline: baseline ?? null,
      skip_first: 0,
      skip_last: 0,
      by: null,
    },
    ...analyse({
      ...{ cells: labels.map(cell), baseline, skipFirst: 0, skipLast: 0, by: undefined },
      metrics: [findMetric('turnaround')!],
      groups: [
        {
          ...{ name: '', at: {}, instances: turnarounds[labels[0]!]!.map((_, index) => `w${index}`) },
          outcomes: labels.map((label) =>
            turnarounds[label]!.map((turnaround) => [outcome([{ id: 'x', turnaround }])]),
          ),
        },
      ],
    }),
  };
}

const found = (before: Comparison, after: Comparison, tolerance = 0.05, relative = false) =>
  regressions(before, after, tolerance, relative).map(
    ({ cell: label, worse }) => `${label} ${(100 * worse).toFixed(0)} %`,
  );

describe('what became worse', () => {
  it('is told where it is more than is tolerated', () => {
    const before = comparison({ a: [10], b: [10] });
    expect(found(before, comparison({ a: [11], b: [10.4] }))).toEqual(['a 10 %']);
    expect(found(before, comparison({ a: [11], b: [10.4] }), 0.2)).toEqual([]);
  });

  it('is not what became better', () => {
    expect(found(comparison({ a: [10] }), comparison({ a: [5] }))).toEqual([]);
  });

  it('is not what may be chance', () => {
    const before = comparison({ a: [10, 20, 30, 40] });
    expect(found(before, comparison({ a: [30, 5, 50, 20] }))).toEqual([]);
    expect(found(before, comparison({ a: [11.1, 22, 33.2, 44] }))).toEqual(['a 10 %']);
  });

  it('is looked for in cells that both have', () => {
    expect(found(comparison({ a: [10] }), comparison({ a: [10], c: [99] }))).toEqual([]);
  });

  it('is judged by ratios to the baseline where the hosts differ', () => {
    const before = comparison({ a: [10], base: [5] }, 'base');
    // Twice as slow a host.
    expect(found(before, comparison({ a: [20], base: [10] }, 'base'), 0.05, true)).toEqual([]);
    expect(found(before, comparison({ a: [30], base: [10] }, 'base'), 0.05, true)).toEqual(['a 50 %']);
  });
});
