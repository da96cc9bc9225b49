import type { RunReport } from '../../metrics/report.js';
import type { Look } from '../format.js';
import { fitColumns } from '../layout/fit-columns.js';
import { drawGrid } from '../layout/grid.js';
import type { Paint } from '../layout/paint.js';
import { jobColumns } from './job-columns.js';

/** Nobody reads more rows than that on a terminal; the other formats have them all. */
const MOST_ROWS = 200;

/** A line for every job, in file order. */
export function jobTable({ jobs }: RunReport, { width }: Look, paint: Paint): string[] {
  const shown = jobs.slice(0, MOST_ROWS);
  const { columns, rows } = fitColumns(jobColumns(shown, paint), shown, width);
  const rest = jobs.length - shown.length;
  const more = rest > 0 ? [paint.quiet(`… and ${rest} more: --json and --csv have them all`)] : [];
  return [...drawGrid(columns, rows, paint), ...more];
}
