import { describe, expect, it } from '@jest/globals';
import { analyse, type Analysis } from '../../src/compare/analyse.js';
import { findMetric } from '../../src/compare/metrics.js';
import type { Outcome } from '../../src/compare/outcome.js';
import { cell, type JobDraft, outcome } from './outcomes.js';

/** @param outcomes by cell, by instance: one run each */
function analysed(outcomes: readonly (readonly Outcome[])[], more: Partial<Analysis> = {}) {
  const cells = outcomes.map((_, index) => cell('abc'[index]!));
  const instances = (outcomes[0] ?? []).map((_, index) => `w${index}`);
  return analyse({
    cells,
    groups: [{ name: '', at: {}, instances, outcomes: outcomes.map((runs) => runs.map((run) => [run])) }],
    metrics: ['turnaround', 'throughput_per_hour'].map((name) => findMetric(name)!),
    baseline: undefined,
    skipFirst: 0,
    skipLast: 0,
    by: undefined,
    ...more,
  });
}

const runs = (...turnarounds: number[]) =>
  turnarounds.map((turnaround) => outcome([{ id: 'x', turnaround }]));

describe('a comparison', () => {
  it('has the mean of each cell over the instances, and marks the best', () => {
    const { turnaround } = analysed([runs(10, 14), runs(8, 10)]).groups[0]!.cells[1]!.metrics;
    expect(turnaround).toMatchObject({ mean: 9, values: [8, 10], best: true, p: null });
  });

  it('takes the largest for the best where more is better', () => {
    const cells = [1, 2].map((throughput_per_hour) => [outcome([{ id: 'x' }], { throughput_per_hour })]);
    const { groups } = analysed(cells);
    expect(groups[0]!.cells.map(({ metrics }) => metrics.throughput_per_hour!.best)).toEqual([false, true]);
  });

  it('pairs by instance: a small difference that is always there is told apart', () => {
    const hard = [10, 100, 1000, 50, 500];
    const cells = analysed([runs(...hard.map((value) => value + 1 + value / 1e4)), runs(...hard)]).groups[0]!
      .cells;
    expect(cells[0]!.metrics.turnaround).toMatchObject({ best: false, same_as_best: false });
    expect(cells[0]!.metrics.turnaround!.p!).toBeLessThan(0.001);
  });

  it('does not tell apart what differs now this way, now that', () => {
    const cells = analysed([runs(10, 12, 9, 11), runs(11, 11, 10, 9.5)]).groups[0]!.cells;
    expect(cells.map(({ metrics }) => metrics.turnaround!.same_as_best)).toEqual([true, false]);
  });

  it('averages the repeats of an instance before anything else', () => {
    const { groups } = analyse({
      ...{ cells: [cell('a')], baseline: undefined, skipFirst: 0, skipLast: 0, by: undefined },
      metrics: [findMetric('turnaround')!],
      groups: [{ name: '', at: {}, instances: ['w'], outcomes: [[runs(4, 8)]] }],
    });
    expect(groups[0]!.cells[0]!.metrics.turnaround).toMatchObject({ mean: 6, values: [6], half: null });
    expect(groups[0]!.cells[0]!.runs).toBe(2);
  });

  it('counts only the jobs that all cells finished, and says so', () => {
    const one = outcome([
      { id: 'x', turnaround: 4 },
      { id: 'y', turnaround: 100 },
    ]);
    const other = outcome([
      { id: 'x', turnaround: 6 },
      { id: 'y', state: 'failed', turnaround: 1 },
    ]);
    const [group] = analysed([[one], [other]]).groups;
    expect(group).toMatchObject({ common_jobs: true });
    expect(group!.cells.map(({ metrics }) => metrics.turnaround!.mean)).toEqual([4, 6]);
    expect(group!.cells.map(({ unfinished }) => unfinished)).toEqual([0, 1]);
  });

  it('leaves out warm-up and drain, by arrival', () => {
    const jobs: JobDraft[] = [
      { id: 'last', arrival: 9, turnaround: 1000 },
      { id: 'first', arrival: 0, turnaround: 500 },
      { id: 'middle', arrival: 5, turnaround: 7 },
    ];
    const { groups } = analysed([[outcome(jobs)]], { skipFirst: 1, skipLast: 1 });
    expect(groups[0]!.cells[0]!.metrics.turnaround!.mean).toBe(7);
  });

  it('has ratios to the baseline, instance by instance', () => {
    const { groups } = analysed([runs(10, 100), runs(5, 200)], { baseline: 'a' });
    expect(groups[0]!.cells.map(({ metrics }) => metrics.turnaround!.to_baseline)).toEqual([1, 1.25]);
  });

  it('breaks figures down by what jobs have in common', () => {
    const jobs: JobDraft[] = [
      { id: 'x', user: 'bo', turnaround: 2 },
      { id: 'y', user: 'ana', turnaround: 4 },
      { id: 'z', user: 'ana', turnaround: 8 },
      { id: 'n', turnaround: 1 },
    ];
    expect(analysed([[outcome(jobs)]], { by: 'user' }).by).toEqual([
      { cell: 'a', value: 'ana', jobs: 2, metrics: { turnaround: 6 } },
      { cell: 'a', value: 'bo', jobs: 1, metrics: { turnaround: 2 } },
      { cell: 'a', value: 'none', jobs: 1, metrics: { turnaround: 1 } },
    ]);
  });

  it('has nothing to say of a metric without values', () => {
    const { groups } = analysed([[outcome([{ id: 'x', state: 'failed', turnaround: null }])]]);
    expect(groups[0]!.cells[0]!.metrics.turnaround).toMatchObject({
      mean: null,
      half: null,
      best: false,
      p: null,
    });
  });
});
