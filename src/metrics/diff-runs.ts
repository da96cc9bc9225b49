import { type Difference, diffTimelines, SIMULATED_TOLERANCE } from '../log/diff.js';
import type { Timeline } from '../log/timeline.js';
import type { JobReport, RunReport } from './report.js';
import { timelineOfReport } from './report-timeline.js';

/** A run to be compared: its report, and its timeline where its log is there. */
export interface ComparedRun {
  readonly report: RunReport;
  readonly timeline?: Timeline;
}

/**
 * The first decision that differs between two runs; where none does, the first figure of a job or of the whole run.
 * Undefined when the runs are the same. Two logs are compared by their decisions, a report with anything by its segments.
 *
 * Simulations may differ by a microsecond. As soon as one of the runs was on Docker, times and figures are not compared, only
 * what happened to each job and in which order.
 */
export function diffRuns(expected: ComparedRun, actual: ComparedRun): Difference | undefined {
  const simulated = [expected, actual].every(({ report }) => report.config.executor === 'sim');
  const tolerance = simulated ? SIMULATED_TOLERANCE : Infinity;
  const both = expected.timeline !== undefined && actual.timeline !== undefined;
  const ofReports = (): Difference | undefined =>
    diffTimelines(timelineOfReport(expected.report), timelineOfReport(actual.report), tolerance);
  const decisions = both ? diffTimelines(expected.timeline, actual.timeline, tolerance) : ofReports();
  if (decisions !== undefined || !simulated) return decisions;
  return diffJobFigures(expected.report, actual.report) ?? diffSummaries(expected.report, actual.report);
}

const FIGURES = [
  'state',
  'first_run',
  'waiting',
  'service',
  'turnaround',
  'slowdown',
  'core_seconds',
  'preemptions',
  'resizes',
  'attempts',
] as const satisfies readonly (keyof JobReport)[];

function diffJobFigures(expected: RunReport, actual: RunReport): Difference | undefined {
  const others = new Map(actual.jobs.map((job) => [job.id, job]));
  for (const job of expected.jobs) {
    const other = others.get(job.id);
    for (const name of FIGURES) {
      if (same(job[name], other?.[name])) continue;
      return {
        at: null,
        job: job.id,
        expected: figure(name, job[name]),
        actual: figure(name, other?.[name]),
      };
    }
  }
  return undefined;
}

/** Figures of the whole run that are numbers; the others are made of the jobs' alone. */
function diffSummaries(expected: RunReport, actual: RunReport): Difference | undefined {
  const others = new Map<string, unknown>(Object.entries(actual.summary));
  for (const [name, value] of Object.entries(expected.summary)) {
    if (typeof value === 'object' || same(value, others.get(name))) continue;
    return { at: null, job: null, expected: figure(name, value), actual: figure(name, others.get(name)) };
  }
  return undefined;
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  // Sums over many jobs are as exact as their parts are.
  return Math.abs(a - b) <= SIMULATED_TOLERANCE * Math.max(1, Math.abs(a));
}

function figure(name: string, value: unknown): string {
  return value === undefined ? `no ${name}` : `${name} ${JSON.stringify(value)}`;
}
