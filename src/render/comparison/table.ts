import type { CellReport, Comparison } from '../../compare/comparison.js';
import { printable } from '../../workload/printable.js';
import type { Look } from '../format.js';
import { type Column, fitColumns } from '../layout/fit-columns.js';
import { drawGrid } from '../layout/grid.js';
import { decimalsFor, fixed } from '../layout/numbers.js';
import { createPaint } from '../layout/paint.js';
import { decimalsOf, figureText, groupTitle, legend } from './cell-text.js';

/** Tables for a terminal: a row a cell, a column a metric. */
export function* comparisonTable(comparison: Comparison, { width, color }: Look): Generator<string, void> {
  const paint = createPaint(color);
  for (const group of comparison.groups) {
    const columns: Column<CellReport>[] = [
      { title: ['cell'], align: 'left', rank: 0, cell: ({ label }) => printable(label) },
      ...comparison.metrics.map(({ name, unit }, index): Column<CellReport> => {
        const decimals = decimalsOf(group, name);
        return {
          title: [name, unit],
          align: 'right',
          rank: index + 1,
          cell: ({ metrics }) => {
            const text = figureText(metrics[name], decimals);
            return metrics[name]?.best === true ? paint.strong(text) : text;
          },
        };
      }),
    ];
    const fitted = fitColumns(columns, group.cells, width);
    yield `${paint.strong(printable(groupTitle(group, comparison)))}\n\n`;
    yield `${drawGrid(fitted.columns, fitted.rows, paint).join('\n')}\n\n`;
  }
  yield* breakdownTable(comparison, { width, color });
  for (const line of legend(comparison)) yield `${paint.quiet(printable(line))}\n`;
}

function* breakdownTable(
  { by, config, metrics }: Comparison,
  { width, color }: Look,
): Generator<string, void> {
  if (by.length === 0) return;
  const paint = createPaint(color);
  const names = metrics
    .map(({ name }) => name)
    .filter((name) => by.some((row) => row.metrics[name] !== undefined));
  const columns: Column<(typeof by)[number]>[] = [
    { title: ['cell'], align: 'left', rank: 0, cell: ({ cell }) => printable(cell) },
    { title: [config.by ?? ''], align: 'left', rank: 0, cell: ({ value }) => printable(value) },
    { title: ['jobs'], align: 'right', rank: 1, cell: ({ jobs }) => String(jobs) },
    ...names.map((name, index): Column<(typeof by)[number]> => {
      const decimals = decimalsFor(by.map((row) => row.metrics[name] ?? null));
      return {
        title: [name],
        align: 'right',
        rank: index + 2,
        cell: (row) => fixed(row.metrics[name] ?? null, decimals),
      };
    }),
  ];
  const fitted = fitColumns(columns, by, width);
  yield `${drawGrid(fitted.columns, fitted.rows, paint).join('\n')}\n\n`;
}
