import type { JobReport } from '../metrics/report.js';
import type { Outcome } from './outcome.js';

/** A figure that cells are compared by. */
export interface Metric {
  /** As in reports (design 8). */
  readonly name: string;
  readonly unit: string;
  readonly better: 'less' | 'more';
  /** Of the jobs that count, or of the run as a whole. */
  readonly of: (jobs: readonly JobReport[], outcome: Outcome) => number | null;
  /** It can be told of some of the jobs. */
  readonly isOfJobs: boolean;
}

type JobFigure = 'waiting' | 'turnaround' | 'first_run' | 'service' | 'slowdown' | 'bounded_slowdown';
type RunFigure = keyof Outcome['summary'];

/** The mean over the jobs. */
function ofJobs(name: JobFigure, unit: string): Metric {
  return {
    ...{ name, unit, better: 'less', isOfJobs: true },
    of(jobs) {
      const values = jobs.map((job) => job[name]).filter((value) => value !== null);
      return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
    },
  };
}

function ofRun(name: RunFigure, unit: string, better: Metric['better']): Metric {
  return { name, unit, better, isOfJobs: false, of: (_, { summary }) => summary[name] };
}

/** One line each. */
export const metrics: readonly Metric[] = [
  ofJobs('waiting', 's'),
  ofJobs('turnaround', 's'),
  ofJobs('first_run', 's'),
  ofJobs('service', 's'),
  ofJobs('slowdown', ''),
  ofJobs('bounded_slowdown', ''),
  ofRun('makespan', 's', 'less'),
  ofRun('throughput_per_hour', 'jobs/h', 'more'),
  ofRun('utilization', '', 'more'),
  ofRun('cpu_used', '', 'more'),
  ofRun('jain', '', 'more'),
  ofRun('idle_while_queued', 'core-s', 'less'),
  ofRun('preemptions', '', 'less'),
  ofRun('resizes', '', 'less'),
];

/** What is compared where nothing is named. */
export const DEFAULT_METRICS = [
  'turnaround',
  'waiting',
  'bounded_slowdown',
  'makespan',
  'utilization',
  'jain',
];

export function findMetric(name: string): Metric | undefined {
  return metrics.find((metric) => metric.name === name);
}
