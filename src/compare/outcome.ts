import type { JobReport, RunReport, Summary } from '../metrics/report.js';

/** What is kept of a run to compare it: its jobs and the figures of the whole. */
export interface Outcome {
  readonly jobs: readonly JobReport[];
  readonly summary: Pick<
    Summary,
    | 'makespan'
    | 'throughput_per_hour'
    | 'utilization'
    | 'cpu_used'
    | 'idle_while_queued'
    | 'preemptions'
    | 'resizes'
    | 'jain'
  >;
}

export function outcomeOf({ jobs, summary }: Pick<RunReport, 'jobs' | 'summary'>): Outcome {
  const { makespan, throughput_per_hour, utilization, cpu_used } = summary;
  const { idle_while_queued, preemptions, resizes, jain } = summary;
  return {
    jobs,
    summary: {
      ...{ makespan, throughput_per_hour, utilization, cpu_used },
      ...{ idle_while_queued, preemptions, resizes, jain },
    },
  };
}
