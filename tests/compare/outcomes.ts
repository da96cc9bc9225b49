import type { Cell } from '../../src/compare/cells.js';
import type { Outcome } from '../../src/compare/outcome.js';
import type { JobReport } from '../../src/metrics/report.js';

/** What a test says of a job. */
export type JobDraft = Partial<JobReport> & { readonly id: string };

export function cell(label: string): Cell {
  return { label, policy: label, realloc: undefined, options: {} };
}

/** A run of these jobs, each done after a turnaround of 10 s unless it is said. */
export function outcome(jobs: readonly JobDraft[], summary: Partial<Outcome['summary']> = {}): Outcome {
  return {
    jobs: jobs.map((job, index) => ({ ...JOB, arrival: index, ...job })),
    summary: { ...SUMMARY, ...summary },
  };
}

const JOB: Omit<JobReport, 'id'> = {
  model: 'spin',
  user: null,
  arrival: 0,
  cores: 1,
  min_cores: 1,
  max_cores: 4,
  priority: 0,
  dedicated: 5,
  state: 'done',
  exit_code: 0,
  reason: null,
  started_at: 0,
  finished_at: 10,
  first_run: 0,
  waiting: 5,
  service: 5,
  turnaround: 10,
  slowdown: 2,
  bounded_slowdown: 1,
  core_seconds: 5,
  cpu_seconds: null,
  preemptions: 0,
  resizes: 0,
  attempts: 1,
  steps: null,
  startup: null,
};

const SUMMARY: Outcome['summary'] = {
  makespan: 100,
  throughput_per_hour: 36,
  utilization: 0.5,
  cpu_used: null,
  idle_while_queued: 0,
  preemptions: 0,
  resizes: 0,
  jain: 1,
};
