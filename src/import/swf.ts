import { lineBatches, NotUtf8 } from '../workload/lines/line-batches.js';
import { printable, quoted } from '../workload/printable.js';
import type { JobValues } from '../workload/schema/job-schema.js';
import type { ImportFormat, ImportOptions } from './import-format.js';
import { JobCollector, MOST_CORES_OF_A_LOG } from './job-collector.js';

/** Fields of a line; -1 where a value is not known. */
const FIELDS = 18;
const [NUMBER, SUBMIT, RUN, ALLOCATED, REQUESTED, REQUESTED_TIME, USER] = [0, 1, 3, 4, 7, 8, 11] as const;

/** Times in the archive are whole seconds: a job of 0 s ran for less than one. */
const LEAST_RUN = 1;

/**
 * The Standard Workload Format of the Parallel Workloads Archive, version 2.2: one job a line, `;` before comments and the header.
 * Source: S. J. Chapin et al., Benchmarks and standards for the evaluation of parallel job schedulers, JSSPP 1999.
 */
export const swf: ImportFormat = {
  name: 'swf',
  summary: 'Standard Workload Format (Parallel Workloads Archive)',
  extensions: ['.swf'],
  async read(file, source, options) {
    const jobs = new JobCollector(file, options);
    const header = new Map<string, string>();
    let line = 0;
    try {
      for await (const batch of lineBatches(source)) {
        for (const text of batch) {
          line += 1;
          if (jobs.isFull) break;
          const trimmed = text.trim();
          if (trimmed.startsWith(';')) readHeader(trimmed, header);
          else if (trimmed !== '') readJob(line, trimmed, coresOf(header), options, jobs);
        }
      }
    } catch (error) {
      if (!(error instanceof NotUtf8)) throw error;
      jobs.fault(line + 1, 'the line is not UTF-8', 'expected a text file');
    }
    const [name, cores] = [header.get('Computer'), coresOf(header)];
    return jobs.end({
      ...(name !== undefined && name !== '' && { name: printable(name).slice(0, 100) }),
      ...(cores && { cores }),
    });
  },
};

/** `; Key: value`; the first of several counts. */
function readHeader(text: string, header: Map<string, string>): void {
  const match = /^;\s*(\w+)\s*:\s*(.*)$/.exec(text);
  if (match !== null && !header.has(match[1]!)) header.set(match[1]!, match[2]!.trim());
}

/** Logs that count nodes alone have no processors in their header. */
function coresOf(header: ReadonlyMap<string, string>): number | undefined {
  for (const key of ['MaxProcs', 'MaxNodes']) {
    const cores = Number.parseInt(header.get(key) ?? '', 10);
    if (cores > 0 && cores <= MOST_CORES_OF_A_LOG) return cores;
  }
  return undefined;
}

function readJob(
  line: number,
  text: string,
  capacity: number | undefined,
  options: ImportOptions,
  jobs: JobCollector,
): void {
  const fields = text.split(/\s+/);
  if (fields.length !== FIELDS) {
    jobs.fault(line, `the line has ${fields.length} fields`, `expected ${FIELDS}`);
    return;
  }
  const wrong = fields.findIndex((field) => !(field !== '' && Number.isFinite(Number(field))));
  if (wrong >= 0) {
    jobs.fault(
      line,
      `field ${wrong + 1} is ${quoted(fields[wrong]!)}`,
      'expected a number, -1 where it is not known',
    );
    return;
  }
  const field = (index: number): number => Number(fields[index]);
  const arrival = field(SUBMIT);
  const seconds = field(RUN) < 0 ? options.duration : field(RUN);
  const asked = field(REQUESTED) > 0 ? field(REQUESTED) : field(ALLOCATED);
  if (arrival < 0) jobs.note('no submit time, left out');
  else if (seconds === undefined) jobs.note('no run time, left out');
  else if (asked <= 0) jobs.note('no number of processors, left out');
  else {
    const cores = coresWithin(asked, capacity, options, jobs);
    if (cores === undefined) return;
    if (seconds === 0) jobs.note(`a run time of 0 s, taken as ${LEAST_RUN} s`);
    const values: JobValues = {
      id: fields[NUMBER],
      arrival,
      duration: seconds === 0 ? LEAST_RUN : seconds,
      cores,
      model: options.model as JobValues['model'],
      user: field(USER) > 0 ? fields[USER] : undefined,
      estimate: field(REQUESTED_TIME) > 0 ? field(REQUESTED_TIME) : undefined,
    };
    jobs.add(line, values);
  }
}

/** undefined for a job that is left out. */
function coresWithin(
  asked: number,
  capacity: number | undefined,
  { oversized }: ImportOptions,
  jobs: JobCollector,
): number | undefined {
  if (capacity === undefined || asked <= capacity) return asked;
  if (oversized === 'drop') {
    jobs.note(`more than ${capacity} processors, left out`);
    return undefined;
  }
  jobs.note(`more than ${capacity} processors, cut down to that`);
  return capacity;
}
