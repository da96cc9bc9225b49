import { DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../src/import/import-format.js';
import { findImportFormat } from '../../src/import/index.js';
import { formatProblem } from '../../src/workload/problem.js';
import type { Workload } from '../../src/workload/workload.js';
import { jobKeysOf } from '../../src/workload/write/job-text.js';

/** What came of a text: the workload, or the problems as they are shown, and the notes. */
export interface Read {
  readonly workload: Workload | undefined;
  /** Each job as the keys that a workload file would have. */
  readonly jobs: readonly unknown[];
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/** Reads a text as a file of the format, called `f`. */
export async function readAs(
  format: string,
  text: string,
  options: Partial<ImportOptions> = {},
): Promise<Read> {
  const { result, notes } = await findImportFormat(format)!.read('f', [text], {
    ...DEFAULT_IMPORT_OPTIONS,
    ...options,
  });
  return {
    workload: result.ok ? result.workload : undefined,
    jobs: result.ok ? result.workload.jobs.map(jobKeysOf) : [],
    problems: result.ok ? [] : result.problems.map(formatProblem),
    notes,
  };
}
