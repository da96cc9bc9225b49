import type { JobReport } from '../metrics/report.js';
import type { Format } from './format.js';
import { printable } from '../workload/printable.js';

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

/**
 * First characters that make a spreadsheet run the text as a formula. An apostrophe before it makes it text; one more is put before
 * apostrophes that are there already, so that `import` knows which one to take away.
 */
const FORMULA = /^'*[=+\-@\t\r\0\uff0b\uff0d\uff1d\uff20]/;

/** What a terminal would obey; no text of a workload has it, but reasons may. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** A field; what is not known is empty. Blanks at its ends are kept by quotes. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const shown = value.replace(CONTROL, printable);
  const harmless = FORMULA.test(value) ? `'${shown}` : shown;
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
