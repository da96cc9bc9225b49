import type { Statistic, Summary } from '../metrics/report.js';
import { drawGrid, type GridColumn, textWidth } from './grid.js';
import { decimalsFor, fixed } from './numbers.js';
import type { Paint } from './paint.js';

/** Below this many jobs a 95th percentile is little more than the maximum (design 8). */
const FEWEST_FOR_P95 = 20;

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly statistic: Statistic;
}

/** Mean, median, p95 and max of each time over the finished jobs; nothing when none has finished. */
export function statisticsTable(summary: Summary, paint: Paint): string[] {
  if (summary.finished === 0) return [];
  const rows: Row[] = [
    { name: 'waiting', unit: 's', statistic: summary.waiting },
    { name: 'service', unit: 's', statistic: summary.service },
    { name: 'turnaround', unit: 's', statistic: summary.turnaround },
    { name: 'first run', unit: 's', statistic: summary.first_run },
    { name: 'slowdown', unit: '', statistic: summary.slowdown },
    { name: 'bounded slowdown', unit: '', statistic: summary.bounded_slowdown },
  ];
  const known = rows.filter(({ statistic }) => statistic.mean !== null);
  const decimals = decimalsFor(known.map(({ statistic }) => statistic.max));
  const names = summary.finished < FEWEST_FOR_P95 ? ALL_BUT_P95 : ALL;
  const cells = known.map(({ name, unit, statistic }) => [
    name,
    ...names.map((which) => fixed(statistic[which], decimals)),
    unit,
  ]);
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

const ALL = ['mean', 'median', 'p95', 'max'] as const;
const ALL_BUT_P95 = ['mean', 'median', 'max'] as const;
