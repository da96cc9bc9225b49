import type { CellReport, ProfileReport } from '../../profile/profile-report.js';
import { csvCell } from '../csv.js';

/** The columns after `program` and `unit`, in this order; new ones go to the end. */
const FIELDS = [
  'cores',
  'intra',
  'inter',
  'pool',
  'speed',
  'lower_quartile',
  'upper_quartile',
  'uncertainty',
  'of_best',
  'startup',
  'samples',
] as const satisfies readonly (keyof CellReport)[];

/** The cells as RFC 4180: a head, then a line for each. */
export function profileCsv({ programs }: ProfileReport): string {
  const lines = programs.flatMap(({ program, unit, cells }) =>
    cells.map((cell) => [csvCell(program), unit, ...FIELDS.map((field) => csvCell(cell[field]))].join(',')),
  );
  return [['program', 'unit', ...FIELDS].join(','), ...lines].map((line) => `${line}\r\n`).join('');
}
