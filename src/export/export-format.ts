import type { CoreSpan } from '../metrics/core-spans.js';
import type { RunReport } from '../metrics/report.js';
import type { Workload } from '../workload/workload.js';

/** A run as its log tells it. */
export interface ExportedRun {
  readonly report: RunReport;
  /** Who held which core when. */
  readonly spans: readonly CoreSpan[];
}

/** A format of another tool. What it can be made of, a workload or a run, it has a function for; pieces of text come out. */
export interface ExportFormat {
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  fromWorkload?(workload: Workload): Iterable<string>;
  fromRun?(run: ExportedRun): Iterable<string>;
}
