import { EPSILON } from '../core/time.js';
import type { ActionLatencies } from './actions.js';
import type { IdleMeter } from './idle-meter.js';
import type { JobFigures } from './job-table.js';
import type { JobReport, Statistic, Summary } from './report.js';
import { round9, round9OrNull } from './rounding.js';
import { Column } from './column.js';
import { jainIndex, statisticOf } from './statistics.js';

/** What the figures of the whole run are made of; times in seconds on the run's clock. */
export interface SummaryInput {
  /** How many jobs there are. */
  readonly count: number;
  /** Calls its argument with the figures of every job; called once. */
  readonly each: (visit: (figures: JobFigures) => void) => void;
  /** Capacity. */
  readonly cores: number;
  /** Time of the last record: the end of a job that the log leaves unfinished. */
  readonly now: number;
  readonly idle: IdleMeter;
  readonly latencies: ActionLatencies;
}

/** The whole-run metrics of design 8. Statistics are over finished jobs, sums over all. */
export function summarize({ count, each, cores, now, idle, latencies }: SummaryInput): Summary {
  const totals = totalsOf(count, each, now);
  const { states, finished } = totals;
  const makespan = Math.max(0, totals.lastEnd - totals.firstArrival);
  const throughput = states.done / makespan;
  const capacity = cores * makespan;
  return {
    jobs: states.done + states.failed + states.cancelled,
    finished: states.done,
    failed: states.failed,
    cancelled: states.cancelled,
    makespan: round9(makespan),
    throughput: makespan > 0 ? throughput : null,
    throughput_per_hour: makespan > 0 ? throughput * 3600 : null,
    utilization: makespan > 0 ? round9(totals.coreSeconds / capacity) : null,
    cpu_used: makespan > 0 ? round9OrNull(totals.cpuSeconds / capacity) : null,
    core_seconds: round9(totals.coreSeconds),
    cpu_seconds: round9OrNull(totals.cpuSeconds),
    idle_while_queued: round9(idle.until(totals.lastEnd)),
    preemptions: totals.preemptions,
    resizes: totals.resizes,
    jain: roundOrNull(jainIndex(finished.slowdown.values().map(inverse))),
    waiting: rounded(finished.waiting),
    service: rounded(finished.service),
    turnaround: rounded(finished.turnaround),
    first_run: rounded(finished.first_run),
    slowdown: rounded(finished.slowdown),
    bounded_slowdown: rounded(finished.bounded_slowdown),
    dispatch_latency: roundedStatistic(latencies.dispatch()),
    actions: latencies.summary(),
  };
}

/** A job that took no time at all is as well off as one can be told apart from it. */
function inverse(slowdown: number): number {
  return 1 / Math.max(slowdown, EPSILON);
}

type Measured = 'waiting' | 'service' | 'turnaround' | 'first_run' | 'slowdown' | 'bounded_slowdown';

interface Totals {
  readonly states: Record<JobReport['state'], number>;
  /** Values of the finished jobs, where they are known. */
  readonly finished: Record<Measured, Column>;
  coreSeconds: number;
  /** NaN when it is not known of a job that ran, or none ran. */
  cpuSeconds: number;
  preemptions: number;
  resizes: number;
  /** 0 when no job arrived, as is lastEnd. */
  firstArrival: number;
  lastEnd: number;
}

function totalsOf(count: number, each: SummaryInput['each'], now: number): Totals {
  const totals: Totals = {
    states: { done: 0, failed: 0, cancelled: 0 },
    finished: {
      waiting: new Column(count),
      service: new Column(count),
      turnaround: new Column(count),
      first_run: new Column(count),
      slowdown: new Column(count),
      bounded_slowdown: new Column(count),
    },
    coreSeconds: 0,
    cpuSeconds: 0,
    preemptions: 0,
    resizes: 0,
    firstArrival: Infinity,
    lastEnd: -Infinity,
  };
  let started = 0;
  each((figures) => {
    totals.states[figures.state] += 1;
    totals.coreSeconds += figures.coreSeconds;
    totals.preemptions += figures.preemptions;
    totals.resizes += figures.resizes;
    if (figures.attempts > 0) {
      started += 1;
      totals.cpuSeconds += figures.cpuSeconds;
    }
    if (!Number.isNaN(figures.turnaround)) {
      const { finishedAt } = figures;
      totals.firstArrival = Math.min(totals.firstArrival, figures.arrival);
      totals.lastEnd = Math.max(totals.lastEnd, Number.isNaN(finishedAt) ? now : finishedAt);
    }
    if (figures.state === 'done') keepMeasured(totals.finished, figures);
  });
  if (started === 0) totals.cpuSeconds = Number.NaN;
  return totals.firstArrival === Infinity ? { ...totals, firstArrival: 0, lastEnd: 0 } : totals;
}

function keepMeasured(finished: Totals['finished'], figures: JobFigures): void {
  // Spelt out, as this is done for every job: a loop over the names takes three times as long.
  finished.waiting.push(figures.waiting);
  finished.service.push(figures.service);
  finished.turnaround.push(figures.turnaround);
  finished.first_run.push(figures.firstRun);
  finished.slowdown.push(figures.slowdown);
  finished.bounded_slowdown.push(figures.boundedSlowdown);
}

function rounded(column: Column): Statistic {
  return roundedStatistic(statisticOf(column.values()));
}

function roundedStatistic({ mean, median, p95, max }: Statistic): Statistic {
  return {
    mean: roundOrNull(mean),
    median: roundOrNull(median),
    p95: roundOrNull(p95),
    max: roundOrNull(max),
  };
}

function roundOrNull(value: number | null): number | null {
  return value === null ? null : round9(value);
}
