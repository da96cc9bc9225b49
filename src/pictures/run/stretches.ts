import type { RunReport } from '../../metrics/report.js';

/** Something lasted. Seconds on the run's clock. */
export interface Stretch {
  readonly job: string;
  readonly start: number;
  readonly end: number;
  /** Held meanwhile; fractions only under the policy `none`. */
  readonly cores: number;
  /** The latest that had begun; 0 before the first. */
  readonly attempt: number;
}

/** What the jobs of a run did when, each list by start. */
export interface Stretches {
  readonly running: readonly Stretch[];
  readonly paused: readonly Stretch[];
  /** What is left of a job's time: before it starts, and between two attempts. */
  readonly queued: readonly Stretch[];
}

/** Times of a report are rounded to it; seconds. */
const DUST = 1e-9;

export function stretchesOf({ jobs, segments, run }: RunReport): Stretches {
  const running = segments.filter(({ kind }) => kind === 'run');
  const paused = segments.filter(({ kind }) => kind === 'pause');
  const last = new Map<string, { readonly end: number; readonly attempt: number }>();
  const queued: Stretch[] = [];
  const queue = (job: string, start: number, end: number, attempt: number): void => {
    if (end - start > DUST) queued.push({ job, start, end, cores: 0, attempt });
  };
  const arrivals = new Map(jobs.map(({ id, arrival }) => [id, arrival]));
  for (const { job, start, end, attempt } of segments) {
    const before = last.get(job) ?? { end: arrivals.get(job) ?? start, attempt: 0 };
    queue(job, before.end, start, before.attempt);
    last.set(job, { end, attempt });
  }
  for (const { id, arrival, turnaround, finished_at } of jobs) {
    if (turnaround === null) continue;
    const { end, attempt } = last.get(id) ?? { end: arrival, attempt: 0 };
    queue(id, end, finished_at ?? run.clock, attempt);
  }
  return { running, paused, queued: queued.sort((a, b) => a.start - b.start) };
}
