import type { Comparison } from '../../compare/comparison.js';
import { csvCell } from '../csv.js';

const FIELDS = ['mean', 'half', 'p', 'to_baseline'] as const;

/** A line for each cell and metric: means, intervals and tests. */
export function* comparisonCsv({ groups, metrics }: Comparison): Generator<string, void> {
  yield `${['group', 'cell', 'policy', 'realloc', 'metric', 'unit', ...FIELDS, 'best', 'same_as_best', 'instances', 'runs', 'unfinished'].join(',')}\r\n`;
  for (const { name: group, cells, instances } of groups) {
    for (const { label, policy, realloc, runs, unfinished, metrics: figures } of cells) {
      for (const { name, unit } of metrics) {
        const figure = figures[name]!;
        const row = [
          ...[group, label, policy, realloc, name, unit, ...FIELDS.map((field) => figure[field])],
          ...[String(figure.best), String(figure.same_as_best), instances.length, runs, unfinished],
        ];
        yield `${row.map(csvCell).join(',')}\r\n`;
      }
    }
  }
}
