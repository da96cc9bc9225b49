import { describe, expect, it } from '@jest/globals';
import { type CellLists, cellsOf } from '../../src/compare/cells.js';
import { findPolicy } from '../../src/policies/index.js';
import { findRealloc } from '../../src/realloc/index.js';

function labels(
  policies: readonly string[],
  reallocs: readonly string[],
  options: CellLists['options'] = {},
) {
  return cellsOf({
    policies: policies.map((word) => ({ word, module: findPolicy(word)! })),
    reallocs: reallocs.map((word) => ({ word, module: findRealloc(word)! })),
    options,
  });
}

const list = (...values: number[]) => values.map((value) => ({ value, text: `${value}s` }));

describe('the cells of a matrix', () => {
  it('are all combinations of policies and modes', () => {
    expect(labels(['fcfs', 'rr'], ['strict', 'equi']).cells.map(({ label }) => label)).toEqual([
      'fcfs, strict',
      'fcfs, equi',
      'rr, strict',
      'rr, equi',
    ]);
  });

  it('have an option only with the policies that look at it, and name it where it is a list', () => {
    const { cells } = labels(['fcfs', 'rr'], ['strict'], { quantum: list(1, 5), aging: list(2) });
    expect(cells.map(({ label }) => label)).toEqual([
      'fcfs, strict',
      'rr quantum=1s, strict',
      'rr quantum=5s, strict',
    ]);
    expect(cells.at(-1)?.options).toEqual({ quantum: { value: 5, text: '5s' } });
  });

  it('name a preemptive policy, and not one that is not', () => {
    const preemptive = [
      { value: false, text: 'no' },
      { value: true, text: 'yes' },
    ];
    const { cells } = labels(['prio'], ['strict'], { preemptive });
    expect(cells.map(({ label }) => label)).toEqual(['prio, strict', 'prio preemptive, strict']);
    expect(labels(['prio'], ['strict'], { preemptive: preemptive.slice(1) }).cells[0]?.label).toBe(
      'prio preemptive, strict',
    );
  });

  it('leave out what is not defined, and say so', () => {
    const { cells, leftOut } = labels(['easy'], ['strict', 'max_prop']);
    expect(cells.map(({ label }) => label)).toEqual(['easy, strict']);
    expect(leftOut).toEqual(['easy with max_prop: easy is defined for strict']);
  });

  it('have no mode under none', () => {
    expect(labels(['none'], ['strict', 'equi']).cells).toEqual([
      { label: 'none', policy: 'none', realloc: undefined, options: {} },
    ]);
  });
});
