import type { TextSource } from '../workload/lines/line-batches.js';
import type { LoadResult } from '../workload/load-result.js';

/** What the user says of a file that another tool made. */
export interface ImportOptions {
  /** The program of jobs that the file names none of. */
  readonly model: string;
  /** Seconds of work of jobs that the file knows none of. */
  readonly duration: number | undefined;
  /** Arrivals, durations and estimates are multiplied by it. */
  readonly timeScale: number;
  /** Only so many jobs from the start of the file. */
  readonly first: number;
  /** Jobs that ask for more cores than the file's machine has: left out, or cut down to all of them. */
  readonly oversized: 'drop' | 'clip';
  /** By key of a job: the column that has it, where that has another name. */
  readonly columns: ReadonlyMap<string, string>;
}

export const DEFAULT_IMPORT_OPTIONS: ImportOptions = {
  model: 'spin',
  duration: undefined,
  timeScale: 1,
  first: Infinity,
  oversized: 'drop',
  columns: new Map(),
};

/** What came of a file. */
export interface Imported {
  readonly result: LoadResult;
  /** What was left out or changed, a line each. */
  readonly notes: readonly string[];
}

/** A format of workloads of other tools. */
export interface ImportFormat {
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  /** Ends of file names that tell it. */
  readonly extensions: readonly string[];
  /**
   * Never throws for what is in the file: each wrong line is a problem with its number.
   * @param file the name as the user gave it, for messages
   */
  read(file: string, source: TextSource, options: ImportOptions): Promise<Imported>;
}
