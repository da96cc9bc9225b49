import type { CustomSeriesOption } from 'echarts';
import { printable } from '../../workload/printable.js';
import { barSeries } from './bars.js';
import { styleOfJob, wordsOfJob } from './job-style.js';
import type { Look, PicturedRun } from './pictured-run.js';

/** The cores of the run, ascending; also ones that are held without being in its list, should a log tell so. */
export function coreIds({ report, spans }: PicturedRun): readonly number[] {
  return [...new Set([...report.run.core_ids, ...spans.map(({ core }) => core)])].sort((a, b) => a - b);
}

/** A bar for each time that a job held a core, with the job's name in it. */
export function coreBars(
  { report, spans }: PicturedRun,
  cores: readonly number[],
  look: Look,
  faded: (job: number) => number,
): CustomSeriesOption {
  const rowOf = new Map(cores.map((core, row) => [core, row]));
  const placeOf = new Map(report.jobs.map(({ id }, place) => [id, place]));
  return barSeries({
    id: 'cores',
    name: 'core held',
    panel: 0,
    bars: spans.map(({ core, job, attempt, start, end }) => [
      rowOf.get(core)!,
      start,
      end,
      placeOf.get(job)!,
      1,
      attempt,
      1,
    ]),
    color: look.theme.jobs[0]!.fill,
    style: ([, , , job]) => ({ ...styleOfJob(job, look.theme), opacity: faded(job) }),
    words: ([, , , job]) => wordsOfJob(job, printable(report.jobs[job]!.id), look.theme),
    font: look.font,
    marked: look.theme.ink,
  });
}
