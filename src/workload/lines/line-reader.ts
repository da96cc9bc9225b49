import { buildJob } from '../document/build-job.js';
import { createIdIndex } from '../document/id-index.js';
import { ruleFaults } from '../document/job-rules.js';
import { readJob } from '../document/read-job.js';
import type { JobContext } from '../document/read-job.js';
import type { LoadOptions } from '../load-result.js';
import type { Problem } from '../problem.js';
import type { Fault } from '../syntax/fault.js';
import { jsonFault } from '../syntax/json-fault.js';
import { parseYaml } from '../syntax/yaml-tree.js';
import type { JobSpec } from '../workload.js';
import { plainJob } from './plain-job.js';

/** Longer lines, in UTF-16 code units, are no job; the limit bounds what one line can cost. */
export const LONGEST_LINE = 1024 * 1024;
/** So that a file of a million wrong lines cannot fill the memory. */
const MOST_PROBLEMS = 10_000;

/** Reads JSON lines one after the other. */
export interface LineReader {
  /** The next line, without its line feed; a job, or undefined when the line is blank or faulty. */
  read(line: string): JobSpec | undefined;
  /** Lines read so far. */
  readonly lines: number;
  /** Everything that is wrong so far, by place; when the end is reached, also that there is no job. */
  problems(at: 'now' | 'end'): readonly Problem[];
}

/** A reader of a workload of JSON lines (design 3): one job a line, the same keys and rules as in YAML. */
export function createLineReader(file: string, options: LoadOptions): LineReader {
  const found: Problem[] = [];
  let unlisted = 0;
  let lineNumber = 0;
  let position = 0;
  const context: JobContext = {
    capacity: options.capacity,
    forSimulation: options.forSimulation,
    defaults: undefined,
    ids: createIdIndex(),
    lineOf: () => lineNumber,
  };

  const report = (faults: readonly Fault[]): void => {
    for (const { at, message, hint } of [...faults].sort((a, b) => a.at - b.at)) {
      if (found.length < MOST_PROBLEMS) found.push({ file, line: lineNumber, column: at + 1, message, hint });
      else unlisted += 1;
    }
  };

  return {
    get lines() {
      return lineNumber;
    },
    read(lineWithEnd) {
      lineNumber += 1;
      const line = lineWithEnd.endsWith('\r') ? lineWithEnd.slice(0, -1) : lineWithEnd;
      if (line.trim() === '') return undefined;
      const job = readPlainly(line, position, context) ?? readCarefully(line, position, context, report);
      position += 1;
      return job;
    },
    problems(at) {
      const end = { file, line: lineNumber + 1, column: 1 };
      if (unlisted > 0) {
        return [
          ...found,
          { ...end, message: `${String(unlisted)} more problems`, hint: 'mend those above first' },
        ];
      }
      if (at === 'now' || position > 0) return found;
      return [
        { ...end, line: 1, message: 'the file has no job', hint: 'expected at least one job, one a line' },
      ];
    },
  };
}

function readPlainly(line: string, position: number, context: JobContext): JobSpec | undefined {
  const values = line.length > LONGEST_LINE ? undefined : plainJob(line);
  if (values === undefined || ruleFaults(values, context).length > 0) return undefined;
  const job = buildJob(values, position);
  return context.ids.claim(job.id, context.lineOf(0)) === undefined ? job : undefined;
}

function readCarefully(
  line: string,
  position: number,
  context: JobContext,
  report: (faults: readonly Fault[]) => void,
): JobSpec | undefined {
  if (line.length > LONGEST_LINE) {
    report([{ at: 0, message: 'the line is over 1 MiB', hint: 'expected one job a line' }]);
    return undefined;
  }
  const syntax = jsonFault(line);
  if (syntax !== undefined) {
    report([syntax]);
    return undefined;
  }
  const { root, faults: treeFaults } = parseYaml(line);
  const faults = [...treeFaults];
  const job = root === undefined ? undefined : readJob(root, position, context, faults)?.job;
  report(faults);
  return faults.length === 0 ? job : undefined;
}
