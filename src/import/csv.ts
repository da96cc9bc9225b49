import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { SECRET } from '../workload/document/read-fields.js';
import { quoted } from '../workload/printable.js';
import { jobFields, type JobKey, jobKeys, type JobValues } from '../workload/schema/job-schema.js';
import type { ImportFormat, ImportOptions } from './import-format.js';
import { JobCollector } from './job-collector.js';

/** Keys whose cells are texts, also where they look like numbers. */
const TEXTS: ReadonlySet<JobKey> = new Set(['id', 'model', 'image', 'user', 'run_as']);
/** Keys whose cells are JSON; a command may be a text, too. */
const STRUCTURES: ReadonlySet<JobKey> = new Set(['command', 'env', 'mounts', 'updates']);

type Cells = Readonly<Record<string, string>>;

interface Row {
  readonly record: Cells;
  readonly info: { readonly lines: number };
}

/** A row by the keys of a job; `wrong` has those whose cell is none. */
interface ReadRow {
  readonly values: JobValues;
  readonly wrong: ReadonlyMap<JobKey, { readonly message: string; readonly hint: string }>;
}

/** A table with a head: columns are named as the keys of a job, or as the user says. */
export const csv: ImportFormat = {
  name: 'csv',
  summary: 'a table with a head of column names: those of the keys of a job, or --column key=name',
  extensions: ['.csv'],
  async read(file, source, options) {
    const jobs = new JobCollector(file, options);
    const keyOf = new Map<string, JobKey>(jobKeys.map((key) => [options.columns.get(key) ?? key, key]));
    let head: readonly string[] = [];
    const parser = pipeline(
      Readable.from(source),
      parse({
        columns: (names: string[]) => (head = names),
        ...{ bom: true, info: true, trim: true, skip_empty_lines: true },
      }),
      // Whatever goes wrong is thrown where the rows are taken.
      () => undefined,
    );
    try {
      for await (const { record, info } of parser as AsyncIterable<Row>) {
        if (jobs.isFull) break;
        const { values, wrong } = readRow(record, keyOf);
        for (const { message, hint } of wrong.values()) jobs.fault(info.lines, message, hint);
        jobs.add(info.lines, { ...given(values, wrong, options), ...values }, new Set(wrong.keys()));
      }
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const hint = 'expected RFC 4180: as many cells in each line, quotes closed';
      jobs.fault(Number(error.lines ?? 1), REASONS[error.code] ?? 'this is no CSV', hint);
    }
    for (const [key, column] of options.columns) {
      if (head.includes(column)) continue;
      const hint = `expected one of ${head.join(', ')}`;
      jobs.fault(1, `there is no column ${quoted(column)} for ${key}`, hint);
    }
    const ignored = head.filter((column) => !keyOf.has(column));
    const note = `columns that are no keys of a job are left out: ${ignored.join(', ')}`;
    return jobs.end({}, ignored.length === 0 ? [] : [note]);
  },
};

/** The library's own words repeat what is in the file, which may be a password. */
const REASONS: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_COLUMNS: 'the line has more or fewer cells than the head',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'the line has more or fewer cells than the head',
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'a quote is closed in the middle of a cell',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'a quote is closed in the middle of a cell',
  INVALID_OPENING_QUOTE: 'a quote is opened in the middle of a cell',
};

/** The apostrophe that exports put before what a spreadsheet would take for a formula (src/render/csv.ts). */
function withoutGuard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

const GUARDED = /^'+[=+\-@\t\r\0\uff0b\uff0d\uff1d\uff20]/;

/** What the user says of jobs that do not say it themselves. */
function given(values: JobValues, wrong: ReadRow['wrong'], { model, duration }: ImportOptions): JobValues {
  const has = (key: JobKey): boolean => values[key] !== undefined || wrong.has(key);
  return {
    ...(!has('model') && !has('image') && { model: model as JobValues['model'] }),
    ...(!has('duration') && !has('steps') && { duration }),
  };
}

function readRow(record: Cells, keyOf: ReadonlyMap<string, JobKey>): ReadRow {
  const values: Record<string, unknown> = {};
  const wrong = new Map<JobKey, { message: string; hint: string }>();
  for (const [column, cell] of Object.entries(record)) {
    const key = keyOf.get(column);
    if (key === undefined || cell === '') continue;
    const result = jobFields[key].safeParse(valueOf(key, withoutGuard(cell)));
    if (result.success) values[key] = result.data;
    else {
      const hint = result.error.issues[0]?.message ?? 'expected another value';
      const value = SECRET.has(key) ? 'wrong (not shown)' : quoted(cell);
      wrong.set(key, { message: `${column} is ${value}`, hint });
    }
  }
  return { values, wrong };
}

/** What a cell would be in a workload file. */
function valueOf(key: JobKey, cell: string): unknown {
  if (TEXTS.has(key)) return cell;
  if (STRUCTURES.has(key)) return parsed(cell);
  if (cell === 'true' || cell === 'false') return cell === 'true';
  const number = Number(cell);
  return Number.isNaN(number) ? cell : number;
}

function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell, (key, value: unknown) => {
      if (key === '__proto__') throw new SyntaxError('no key of a workload');
      return value;
    }) as unknown;
  } catch {
    return cell;
  }
}
