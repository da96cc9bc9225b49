import { lineBatches, NotUtf8 } from '../workload/lines/line-batches.js';
import { findModel } from '../workload/models.js';
import { quoted } from '../workload/printable.js';
import { parseDuration } from '../workload/schema/durations.js';
import { jobFields, type JobKey, type JobValues } from '../workload/schema/job-schema.js';
import type { ImportFormat, ImportOptions } from './import-format.js';
import { JobCollector } from './job-collector.js';

const FORM = '<execution or update>,<id>,<image>,<cores>,<gap in seconds>,<priority>';

interface Update {
  readonly at: number;
  readonly cores: number;
}

interface Request {
  readonly line: number;
  readonly values: JobValues;
  readonly updates: Update[];
}

/** A line that is right. */
interface Line {
  readonly kind: 'execution' | 'update';
  readonly id: string;
  readonly image: string;
  readonly cores: number;
  readonly gap: number;
  readonly priority: number;
}

/**
 * Request files, one request a line: `execution,<id>,<image>,<cores>,<gap>,<priority>` submits a job, `update,...` changes the cores of one.
 * The gap is seconds since the line before.
 */
export const requests: ImportFormat = {
  name: 'requests',
  summary: `request files: ${FORM}`,
  extensions: ['.requests', '.req'],
  async read(file, source, options) {
    const collector = new JobCollector(file, options);
    const jobs = new Map<string, Request>();
    let number = 0;
    let now = 0;
    try {
      for await (const batch of lineBatches(source)) {
        for (const text of batch) {
          number += 1;
          if (text.trim() === '' || text.startsWith('#')) continue;
          const line = readLine(number, text, collector);
          if (line === undefined) continue;
          now += line.gap;
          take(number, line, now, jobs, options, collector);
        }
      }
    } catch (error) {
      if (!(error instanceof NotUtf8)) throw error;
      collector.fault(number + 1, 'the line is not UTF-8', 'expected a text file');
    }
    for (const { line, values, updates } of jobs.values()) {
      if (collector.isFull) break;
      collector.add(line, { ...values, ...(updates.length > 0 && { updates }) });
    }
    return collector.end({});
  },
};

function readLine(number: number, text: string, collector: JobCollector): Line | undefined {
  const fields = text.split(',').map((field) => field.trim());
  if (fields.length !== 6) {
    collector.fault(number, `the line has ${fields.length} fields`, `expected ${FORM}`);
    return undefined;
  }
  const [kind, id, image, cores, gap, priority] = fields as [string, string, string, string, string, string];
  if (kind !== 'execution' && kind !== 'update') {
    collector.fault(number, `the line begins with ${quoted(kind)}`, 'expected execution or update');
    return undefined;
  }
  const seconds = parseDuration(gap);
  const faulty = [
    isRight('id', id),
    findModel(image) !== undefined || isRight('image', image),
    isRight('cores', cores, Number(cores)),
    seconds !== undefined || ({ name: `gap ${quoted(gap)}`, hint: 'expected seconds from 0' } as const),
    isRight('priority', priority, Number(priority)),
  ].filter((answer) => answer !== true);
  for (const fault of faulty) collector.fault(number, `${fault.name} is wrong`, fault.hint);
  if (faulty.length > 0 || seconds === undefined) return undefined;
  return { kind, id, image, cores: Number(cores), gap: seconds, priority: Number(priority) };
}

/** @param value what the text stands for */
function isRight(
  key: JobKey,
  text: string,
  value: unknown = text,
): true | { readonly name: string; readonly hint: string } {
  const result = jobFields[key].safeParse(value);
  if (result.success) return true;
  return {
    name: `${key} ${quoted(text)}`,
    hint: result.error.issues[0]?.message ?? 'expected another',
  };
}

function take(
  number: number,
  line: Line,
  now: number,
  jobs: Map<string, Request>,
  options: ImportOptions,
  collector: JobCollector,
): void {
  const { kind, id, image, cores, priority } = line;
  const known = jobs.get(id);
  if (kind === 'update') {
    if (known === undefined)
      collector.fault(
        number,
        `there is no job ${quoted(id)} to update`,
        'expected one that was submitted before',
      );
    else known.updates.push({ at: now, cores });
    return;
  }
  if (known !== undefined) {
    collector.fault(number, `the id ${quoted(id)} is taken by line ${known.line}`, 'expected one of its own');
    return;
  }
  const model = findModel(image);
  if (model !== undefined && options.duration === undefined) {
    collector.fault(number, `the file does not say how long ${quoted(id)} takes`, 'give --duration');
  }
  const program = model === undefined ? { image } : { model: model.name as JobValues['model'] };
  const values = { id, arrival: now, cores, priority, ...program, duration: options.duration };
  jobs.set(id, { line: number, values, updates: [] });
}
