import type { ActionLatencies } from './actions.js';
import type { JobReport, Statistic, Summary } from './report.js';
import { round9, round9OrNull } from './rounding.js';
import { jainIndex, statisticOf } from './statistics.js';

/** What the figures of the whole run are made of; times in seconds on the run's clock. */
export interface SummaryInput {
  readonly jobs: readonly JobReport[];
  /** Capacity. */
  readonly cores: number;
  /** Time of the last record: the end of a job that the log leaves unfinished. */
  readonly now: number;
  /** Core-seconds idle while queued from the beginning to `lastEnd`. */
  idleCoreSecondsUntil(lastEnd: number): number;
  readonly latencies: ActionLatencies;
}

/** The whole-run metrics of design 8. Statistics are over finished jobs, sums over all. */
export function summarize(input: SummaryInput): Summary {
  const { jobs, cores, now, latencies } = input;
  const totals = totalsOf(jobs, now);
  const makespan = totals.lastEnd - totals.firstArrival;
  const finished = jobs.filter((job) => job.state === 'done');
  const throughput = finished.length / makespan;
  const capacity = cores * makespan;
  const slowdowns = finished.map((job) => job.slowdown).filter((value) => value !== null);
  return {
    jobs: jobs.length,
    finished: finished.length,
    failed: totals.failed,
    cancelled: jobs.length - finished.length - totals.failed,
    makespan: round9(makespan),
    throughput: makespan > 0 ? throughput : null,
    throughput_per_hour: makespan > 0 ? throughput * 3600 : null,
    utilization: makespan > 0 ? round9(totals.coreSeconds / capacity) : null,
    cpu_used: makespan > 0 ? round9OrNull(totals.cpuSeconds / capacity) : null,
    core_seconds: round9(totals.coreSeconds),
    cpu_seconds: round9OrNull(totals.cpuSeconds),
    idle_while_queued: round9(input.idleCoreSecondsUntil(totals.lastEnd)),
    preemptions: totals.preemptions,
    resizes: totals.resizes,
    jain: roundOrNull(jainIndex(slowdowns.map((slowdown) => 1 / slowdown))),
    waiting: statistic(finished, (job) => job.waiting),
    service: statistic(finished, (job) => job.service),
    turnaround: statistic(finished, (job) => job.turnaround),
    first_run: statistic(finished, (job) => job.first_run),
    slowdown: rounded(statisticOf(slowdowns)),
    bounded_slowdown: statistic(finished, (job) => job.bounded_slowdown),
    dispatch_latency: rounded(latencies.dispatch()),
    actions: latencies.summary(),
  };
}

interface Totals {
  failed: number;
  coreSeconds: number;
  /** NaN when it is not known of a job that ran, or none ran. */
  cpuSeconds: number;
  preemptions: number;
  resizes: number;
  firstArrival: number;
  lastEnd: number;
}

function totalsOf(jobs: readonly JobReport[], now: number): Totals {
  const totals = { failed: 0, coreSeconds: 0, cpuSeconds: 0, preemptions: 0, resizes: 0 };
  let started = 0;
  let firstArrival = Infinity;
  let lastEnd = -Infinity;
  for (const job of jobs) {
    if (job.state === 'failed') totals.failed += 1;
    totals.coreSeconds += job.core_seconds;
    totals.preemptions += job.preemptions;
    totals.resizes += job.resizes;
    if (job.attempts > 0) {
      started += 1;
      totals.cpuSeconds += job.cpu_seconds ?? Number.NaN;
    }
    if (job.turnaround !== null) {
      firstArrival = Math.min(firstArrival, job.arrival);
      lastEnd = Math.max(lastEnd, job.finished_at ?? now);
    }
  }
  if (started === 0) totals.cpuSeconds = Number.NaN;
  return firstArrival === Infinity
    ? { ...totals, firstArrival: 0, lastEnd: 0 }
    : { ...totals, firstArrival, lastEnd };
}

function statistic(jobs: readonly JobReport[], valueOf: (job: JobReport) => number | null): Statistic {
  return rounded(statisticOf(jobs.map(valueOf).filter((value) => value !== null)));
}

function rounded({ mean, median, p95, max }: Statistic): Statistic {
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
