import { printable } from '../workload/printable.js';
import type { Look } from './format.js';
import { type Column, fitColumns } from './layout/fit-columns.js';
import { drawGrid } from './layout/grid.js';
import { cores as showCores, NOTHING, seconds } from './layout/numbers.js';
import { createPaint } from './layout/paint.js';

/** A job as `run --dry-run` shows it. Times are seconds. */
export interface DryRunRow {
  readonly id: string;
  readonly program: string;
  readonly arrival: number;
  /** Predicted by the simulator. */
  readonly start: number | undefined;
  readonly cores: number | undefined;
  readonly ids: readonly number[] | undefined;
  readonly work: string;
  /** inter-op + intra-op */
  readonly threads: string;
}

const COLUMNS: readonly Column<DryRunRow>[] = [
  { title: ['job'], align: 'left', rank: 0, shortest: 6, cell: ({ id }) => id },
  { title: ['program'], align: 'left', rank: 3, shortest: 8, cell: ({ program }) => printable(program) },
  { title: ['arrival'], align: 'right', rank: 4, cell: ({ arrival }) => seconds(arrival) },
  { title: ['start'], align: 'right', rank: 1, cell: ({ start }) => seconds(start ?? null) },
  {
    title: ['cores'],
    align: 'right',
    rank: 2,
    cell: ({ cores }) => (cores === undefined ? NOTHING : showCores(cores)),
  },
  { title: ['on'], align: 'left', rank: 6, shortest: 4, cell: ({ ids }) => ids?.join(',') ?? '' },
  { title: ['work'], align: 'right', rank: 5, cell: ({ work }) => work },
  { title: ['inter + intra threads'], align: 'left', rank: 2, cell: ({ threads }) => threads },
];

/** What `run --dry-run` prints. */
export function dryRunTable(rows: readonly DryRunRow[], capacity: number, { width, color }: Look): string {
  const fitted = fitColumns(COLUMNS, rows, width);
  const lines = drawGrid(fitted.columns, fitted.rows, createPaint(color));
  const title = `${rows.length} jobs on ${capacity} cores; starts as simulated with linear speed-up`;
  return `${[title, '', ...lines].join('\n')}\n`;
}
