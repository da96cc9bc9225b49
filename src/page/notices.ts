import type { RunReport } from '../metrics/report.js';
import { gapText } from '../render/report/gap-text.js';
import { noteTexts } from '../render/report/note-text.js';
import { printable } from '../workload/printable.js';
import { endOf } from './describe.js';

/** More failures than that are not told one by one: the table has them all. */
const MOST_FAILURES = 20;

/** What a reader must know before looking at pictures: that nothing ran, that the log was cut, why jobs failed. */
export function noticesOf({ jobs, summary, run, notes }: RunReport): readonly string[] {
  const failed = jobs.filter(({ state }) => state === 'failed');
  return [
    ...(jobs.length === 0 ? ['The run has no jobs.'] : []),
    ...(jobs.length > 0 && jobs.every(({ started_at }) => started_at === null) ? ['No job has run.'] : []),
    ...(jobs.length > 0 && summary.finished === 0 ? ['No job has finished: there are no statistics.'] : []),
    ...(run.interrupted === null ? [] : [`The run was interrupted: ${printable(run.interrupted)}.`]),
    ...run.gaps.map((gap) => `Resumed: ${gapText(gap)}.`),
    ...failed.slice(0, MOST_FAILURES).map((job) => `${printable(job.id)} ${endOf(job)}`),
    ...(failed.length > MOST_FAILURES ? [`… and ${failed.length - MOST_FAILURES} more failed.`] : []),
    ...noteTexts(notes).map(({ text }) => text),
  ];
}
