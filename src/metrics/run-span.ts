import type { RunReport } from './report.js';

/** The first arrival and the last end of a run, seconds on its clock; the first second where nothing has arrived or lasted. */
export function runSpan({ jobs, run }: Pick<RunReport, 'jobs' | 'run'>): {
  readonly from: number;
  readonly to: number;
} {
  let from = Infinity;
  let to = -Infinity;
  for (const { arrival, turnaround, finished_at } of jobs) {
    if (turnaround === null) continue;
    from = Math.min(from, arrival);
    to = Math.max(to, finished_at ?? run.clock);
  }
  return to > from ? { from, to } : { from: 0, to: 1 };
}
