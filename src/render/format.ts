import type { RunReport } from '../metrics/report.js';

/** How a report is to look; nothing else but the report itself decides it, so that equal reports give equal bytes. */
export interface Look {
  /** Characters that a line may have; formats that people do not read in a terminal ignore it, as they do `color`. */
  readonly width: number;
  readonly color: boolean;
}

/** One way of writing a report down. */
export interface Format {
  /** Pieces of the text, to be written one after the other; the last ends in a newline. */
  readonly write: (report: RunReport, look: Look) => Iterable<string>;
}
