import { describe, expect, it } from '@jest/globals';
import { analyse, type Group } from '../../src/compare/analyse.js';
import type { Cell } from '../../src/compare/cells.js';
import type { Comparison } from '../../src/compare/comparison.js';
import { findMetric } from '../../src/compare/metrics.js';
import { comparisonPictures } from '../../src/pictures/comparison.js';
import { svgOf } from '../../src/pictures/draw.js';
import { comparisonPage } from '../../src/render/comparison/html.js';
import { outcome } from '../compare/outcomes.js';

const quantumCell = (policy: string, quantum: number): Cell => ({
  label: `${policy} quantum=${quantum}, strict`,
  policy,
  realloc: 'strict',
  options: { quantum: { value: quantum, text: `${quantum}` } },
});

function comparison(
  cells: readonly Cell[],
  groups: readonly Pick<Group, 'name' | 'at'>[],
  more: Partial<Comparison['config']> = {},
): Comparison {
  return {
    tfsched: { version: 'test', command: 'compare' },
    config: {
      executor: 'sim',
      host: null,
      repeats: 1,
      baseline: null,
      skip_first: 0,
      skip_last: 0,
      by: null,
      ...more,
    },
    ...analyse({
      ...{
        cells,
        baseline: undefined,
        skipFirst: 0,
        skipLast: 0,
        by: more.by === 'user' ? 'user' : undefined,
      },
      metrics: [findMetric('turnaround')!],
      groups: groups.map(({ name, at }, group) => ({
        ...{ name, at, instances: ['w1', 'w2'] },
        outcomes: cells.map((_, cell) =>
          [0, 1].map((instance) => [
            outcome([{ id: 'x', user: '<b>ana</b>', turnaround: 10 + group + 2 * cell + instance }]),
          ]),
        ),
      })),
    }),
  };
}

const PLAIN = [{ name: '', at: {} }];
const two = [quantumCell('rr', 1), quantumCell('rr', 2)];

interface Drawn {
  readonly type: string;
  readonly name?: string;
  readonly data: readonly unknown[];
}
const seriesOf = (result: Comparison) => comparisonPictures(result)[0]!.option.series as readonly Drawn[];

describe('pictures of a comparison', () => {
  it('are bars with intervals where nothing was swept', () => {
    const [bars, intervals] = seriesOf(comparison(two, PLAIN));
    expect(bars!.data).toMatchObject([{ value: 10.5 }, { value: 12.5 }]);
    expect(intervals!.data).toHaveLength(2);
  });

  it('are lines over an option with three values, a line for the rest of the name', () => {
    const cells = ['rr', 'mlfq'].flatMap((policy) =>
      [1, 2, 5].map((quantum) => quantumCell(policy, quantum)),
    );
    const lines = seriesOf(comparison(cells, PLAIN)).filter(({ type }) => type === 'line');
    expect(lines.map(({ name }) => name)).toEqual(['rr, strict', 'mlfq, strict']);
    expect(lines[0]!.data).toEqual([
      [1, 10.5],
      [2, 12.5],
      [5, 14.5],
    ]);
  });

  it('are lines over a value of the generator, a line for each cell', () => {
    const groups = [0.5, 0.9].map((load) => ({ name: `load ${load}`, at: { load } }));
    const [picture] = comparisonPictures(comparison(two, groups));
    const lines = (picture!.option.series as readonly Drawn[]).filter(({ type }) => type === 'line');
    expect(picture!.option.xAxis).toMatchObject({ name: 'load' });
    expect(lines.map(({ name, data }) => [name, data])).toEqual([
      [
        'rr quantum=1, strict',
        [
          [0.5, 10.5],
          [0.9, 11.5],
        ],
      ],
      [
        'rr quantum=2, strict',
        [
          [0.5, 12.5],
          [0.9, 13.5],
        ],
      ],
    ]);
  });

  it('can be drawn', async () => {
    for (const groups of [PLAIN, [0.5, 0.9].map((load) => ({ name: `load ${load}`, at: { load } }))]) {
      for (const picture of comparisonPictures(comparison(two, groups)))
        expect(await svgOf(picture)).toContain('turnaround');
    }
  });
});

describe('the page of a comparison', () => {
  it('has a row for each cell, the pictures, and nothing to fetch or to run', () => {
    const page = comparisonPage(comparison(two, PLAIN), ['<svg></svg>']);
    expect(page.match(/<tr>/g)).toHaveLength(3);
    expect(page).toContain('<figure><svg></svg></figure>');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|https?:\/\//);
  });

  it('shows names as they are, whatever is in them', () => {
    const page = comparisonPage(comparison(two, PLAIN, { by: 'user' }), []);
    expect(page).toContain('&lt;b&gt;ana&lt;/b&gt;');
    expect(page).not.toContain('<b>');
  });
});
