import type { RunReport } from '../../metrics/report.js';
import { seconds as time } from '../layout/numbers.js';

/** What a reader should know of a time in which no tfsched was there. */
export function gapText({
  seconds,
  ran,
  ended,
  core_seconds,
}: Omit<RunReport['run']['gaps'][number], 'at'>): string {
  const gap = `a gap of ${time(seconds)} counts in no figure`;
  if (ran === 0) return gap;
  const containers = ran === 1 ? '1 container ran on' : `${ran} containers ran on`;
  return `${gap}; in it ${containers} for ${time(core_seconds)} of core time${ended > 0 ? `, and ${ended} ended` : ''}`;
}
