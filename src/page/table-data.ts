import type { RunReport } from '../metrics/report.js';
import { runSpan } from '../metrics/run-span.js';
import { secondsText } from '../pictures/run/axes.js';
import type { PicturedRun } from '../pictures/run/pictured-run.js';
import { stepsOf } from '../pictures/run/steps.js';
import { stretchesOf } from '../pictures/run/stretches.js';
import { distribution } from '../pictures/run/waiting.js';
import { cores as coresText, percent } from '../render/layout/numbers.js';
import type { Paint } from '../render/layout/paint.js';
import { figures } from '../render/report/figures.js';
import { jobColumns } from '../render/report/job-columns.js';
import { statistics } from '../render/report/statistics.js';
import { printable } from '../workload/printable.js';

/** A table as text, for a page; the first column names its row. */
export interface TableData {
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

const left = (title: string): TableData['columns'][number] => ({ title, align: 'left' });
const right = (title: string): TableData['columns'][number] => ({ title, align: 'right' });

export function figuresTable(report: RunReport): TableData {
  return { caption: 'The whole run', columns: [left('figure'), right('value')], rows: figures(report) };
}

export function statisticsData({ summary }: RunReport): TableData {
  const { names, rows } = statistics(summary);
  return {
    caption: 'Over finished jobs',
    columns: [left('of a job'), ...names.map(right)],
    rows: rows.map(({ name, unit, values }) => [unit === '' ? name : `${name} (${unit})`, ...values]),
  };
}

export function jobsData({ jobs }: RunReport): TableData {
  const columns = jobColumns(jobs, PLAIN);
  const hasReasons = jobs.some(({ reason }) => reason !== null);
  return {
    caption: 'Jobs, in file order',
    columns: [
      ...columns.map(({ title: [name = '', unit], align }) => ({
        title: unit === undefined ? name : `${name} (${unit})`,
        align,
      })),
      ...(hasReasons ? [left('reason')] : []),
    ],
    rows: jobs.map((job) => [
      ...columns.map(({ cell }) => cell(job)),
      ...(hasReasons ? [printable(job.reason ?? '')] : []),
    ]),
  };
}

/** What the chart of cores and jobs shows. */
export function ganttData({ report, spans }: PicturedRun): TableData {
  const { running, paused, queued } = stretchesOf(report);
  const held = coresOfStretches(spans);
  const all = [
    ...running.map((stretch) => ({ ...stretch, what: 'running' })),
    ...paused.map((stretch) => ({ ...stretch, what: 'paused' })),
    ...queued.map((stretch) => ({ ...stretch, what: 'queued' })),
  ].sort((a, b) => a.start - b.start);
  return {
    caption: 'What each job did, by time',
    columns: [left('job'), left('was'), right('from (s)'), right('to (s)'), right('cores'), left('which')],
    rows: all.map(({ job, what, start, end, cores }) => [
      printable(job),
      what,
      secondsText(start),
      secondsText(end),
      what === 'running' ? coresText(cores) : '',
      what === 'running' ? held(job, start, end) : '',
    ]),
  };
}

/** What the chart of updates shows. */
export function updatesData({ updates }: PicturedRun): TableData {
  return {
    caption: 'Requests changed by their users',
    columns: [left('job'), right('at (s)'), right('cores'), left('effect')],
    rows: updates.map(({ job, at, cores, effect }) => [
      printable(job),
      secondsText(at),
      coresText(cores),
      effect ? 'yes' : 'none: too late',
    ]),
  };
}

export function usageData({ report }: PicturedRun): TableData {
  const span = runSpan(report);
  const { running, paused, queued } = stretchesOf(report);
  const [held, queue, pauses] = [
    running.map(({ start, end, cores }) => ({ start, end, weight: cores })),
    queued.map(({ start, end }) => ({ start, end, weight: 1 })),
    paused.map(({ start, end }) => ({ start, end, weight: 1 })),
  ].map((counted) => new Map(stepsOf(counted, span)));
  const times = [...new Set([...held!.keys(), ...queue!.keys(), ...pauses!.keys()])].sort((a, b) => a - b);
  const now = [0, 0, 0];
  return {
    caption: 'Cores in use and jobs that wait, from each change on',
    columns: [right('from (s)'), right('cores in use'), right('jobs queued'), right('jobs paused')],
    rows: times.map((at) => {
      for (const [index, steps] of [held!, queue!, pauses!].entries())
        now[index] = steps.get(at) ?? now[index]!;
      return [secondsText(at), ...now.map(coresText)];
    }),
  };
}

/** The curves at every tenth of the jobs. */
export function waitingData({ report }: PicturedRun): TableData {
  const finished = report.jobs.filter(({ state }) => state === 'done');
  const curves = [
    distribution(finished.map(({ waiting }) => waiting)),
    distribution(finished.map(({ turnaround }) => turnaround ?? 0)),
  ];
  const tenths = Array.from({ length: 10 }, (_, index) => (index + 1) / 10);
  return {
    caption: 'So much of the finished jobs took no longer than',
    columns: [left('jobs'), right('waiting (s)'), right('turnaround (s)')],
    rows: tenths.map((tenth) => [
      percent(tenth),
      ...curves.map((curve) => secondsText(curve.find(([, share]) => share >= tenth - 1e-9)?.[0] ?? 0)),
    ]),
  };
}

const same = (text: string): string => text;
const PLAIN: Paint = {
  strong: same,
  quiet: same,
  good: same,
  bad: same,
  odd: same,
  job: (_, text) => text,
};

/** Which cores a job held in a stretch, as `0, 1, 4`. */
function coresOfStretches(spans: PicturedRun['spans']): (job: string, start: number, end: number) => string {
  const byJob = new Map<string, (typeof spans)[number][]>();
  for (const span of spans) {
    const own = byJob.get(span.job);
    if (own === undefined) byJob.set(span.job, [span]);
    else own.push(span);
  }
  return (job, start, end) =>
    (byJob.get(job) ?? [])
      .filter((span) => span.start < end && span.end > start)
      .map(({ core }) => core)
      .sort((a, b) => a - b)
      .join(', ');
}
