import type { CustomSeriesOption } from 'echarts';
import { cores as coresText } from '../../render/layout/numbers.js';
import { type Bar, barSeries, type BarStyle } from './bars.js';
import type { JobRows } from './job-rows.js';
import { styleOfJob, wordsOfJob } from './job-style.js';
import type { Look, PicturedRun } from './pictured-run.js';
import { type Stretch, stretchesOf } from './stretches.js';

/** What the rows of jobs are drawn from. */
export interface JobPanel {
  readonly run: PicturedRun;
  readonly rows: JobRows;
  readonly look: Look;
  /** Opacity of a job. */
  readonly faded: (job: number) => number;
  readonly panel: number;
}

/** Part of the row's height. */
const QUEUED = 0.25;
const PAUSED = 0.45;
const LEAST_RUNNING = 0.3;

/** What each job did, a series for each kind there is; running bars are as high as their part of the most cores that the job ever held. */
export function jobBars({
  run: { report },
  rows,
  look,
  faded,
  panel,
}: JobPanel): readonly CustomSeriesOption[] {
  const { theme, font } = look;
  const { queued, paused, running } = stretchesOf(report);
  const most = new Map<string, number>();
  for (const { job, cores } of running) most.set(job, Math.max(most.get(job) ?? 0, cores));
  const barOf = ({ job, start, end, cores, attempt }: Stretch, height: number): Bar => [
    rows.rowOf.get(job)!,
    start,
    end,
    rows.placeOf.get(job)!,
    cores,
    attempt,
    height,
  ];
  const common = { panel, font, marked: theme.ink };
  const plain: Omit<BarStyle, 'opacity'> = { fill: theme.waiting, stroke: theme.waiting, lineWidth: 0 };
  const hollow: Omit<BarStyle, 'opacity'> = { fill: theme.surface, stroke: theme.quiet, lineWidth: 1.2 };
  const series = [
    {
      ...common,
      id: 'running',
      name: 'running',
      color: theme.jobs[0]!.fill,
      bars: running.map((stretch) =>
        barOf(stretch, Math.max(LEAST_RUNNING, stretch.cores / most.get(stretch.job)!)),
      ),
      style: ([, , , job]: Bar) => ({ ...styleOfJob(job, theme), opacity: faded(job) }),
      words: ([, , , job, cores]: Bar) => wordsOfJob(job, coresText(cores), theme),
    },
    {
      ...common,
      id: 'paused',
      name: 'paused',
      color: theme.quiet,
      bars: paused.map((stretch) => barOf(stretch, PAUSED)),
      style: ([, , , job]: Bar) => ({ ...hollow, opacity: faded(job) }),
    },
    {
      ...common,
      id: 'queued',
      name: 'queued',
      color: theme.waiting,
      bars: queued.map((stretch) => barOf(stretch, QUEUED)),
      style: ([, , , job]: Bar) => ({ ...plain, opacity: faded(job) }),
    },
  ];
  return series.filter(({ bars }) => bars.length > 0).map(barSeries);
}
