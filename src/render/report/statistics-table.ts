import type { Summary } from '../../metrics/report.js';
import { drawGrid, type GridColumn, textWidth } from '../layout/grid.js';
import type { Paint } from '../layout/paint.js';
import { statistics } from './statistics.js';

/** Mean, median, p95 and max of each time over the finished jobs; nothing when none has finished. */
export function statisticsTable(summary: Summary, paint: Paint): string[] {
  const { names, rows } = statistics(summary);
  if (rows.length === 0) return [];
  const cells = rows.map(({ name, unit, values }) => [name, ...values, unit]);
  const widths = ['', ...names, ''].map((title, index) =>
    cells.reduce((widest, row) => Math.max(widest, textWidth(row[index] ?? '')), textWidth(title)),
  );
  const columns = ['', ...names, ''].map<GridColumn>((title, index) => ({
    title: [title],
    align: index === 0 || index > names.length ? 'left' : 'right',
    width: widths[index] ?? 0,
  }));
  return drawGrid(columns, cells, paint);
}
