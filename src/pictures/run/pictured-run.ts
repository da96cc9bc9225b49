import type { RunReport } from '../../metrics/report.js';
import type { RunDetails } from '../../metrics/run-details.js';
import type { Theme } from '../theme.js';

/** All that the pictures of a run are drawn from. */
export interface PicturedRun extends RunDetails {
  readonly report: RunReport;
}

/** How pictures are to look. */
export interface Look {
  readonly theme: Theme;
  /** Of the words inside bars. */
  readonly font: string;
  /** On a page, where the heading says what it is and zooming shows what is small; else in a file. */
  readonly interactive: boolean;
}
