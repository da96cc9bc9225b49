import type { JobReport } from '../metrics/report.js';
import type { Format } from './format.js';

/** The columns, in this order; new ones go to the end. */
const FIELDS = [
  'id',
  'model',
  'user',
  'arrival',
  'cores',
  'min_cores',
  'max_cores',
  'priority',
  'dedicated',
  'state',
  'exit_code',
  'reason',
  'started_at',
  'finished_at',
  'first_run',
  'waiting',
  'service',
  'turnaround',
  'slowdown',
  'bounded_slowdown',
  'core_seconds',
  'cpu_seconds',
  'preemptions',
  'resizes',
  'attempts',
  'steps',
  'startup',
] as const satisfies readonly (keyof JobReport)[];

/** Rows that are written at a time. */
const ROWS = 1000;

/** The jobs as RFC 4180: a head, then a line for each; what is not known is empty. */
export const csv: Format = {
  *write({ jobs }) {
    yield `${FIELDS.join(',')}\r\n`;
    for (let first = 0; first < jobs.length; first += ROWS) {
      yield jobs
        .slice(first, first + ROWS)
        .map((job) => `${FIELDS.map((field) => csvCell(job[field])).join(',')}\r\n`)
        .join('');
    }
  },
};

/** First characters that make a spreadsheet run the text as a formula. */
const FORMULA = /^[=+\-@\t\r\0\uff0b\uff0d\uff1d\uff20]/;

/** A field; what is not known is empty. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
