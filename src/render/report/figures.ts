import type { RunReport } from '../../metrics/report.js';
import { fixed, percent, seconds, significant } from '../layout/numbers.js';

/** Names and values of the whole run's figures, as people read them. */
export function figures({ summary, config }: RunReport): (readonly [string, string])[] {
  const { finished, failed, cancelled, jobs } = summary;
  const starts = summary.dispatch_latency;
  const all: (readonly [string, string] | undefined)[] = [
    ['finished', `${finished} of ${jobs}`],
    failed > 0 ? ['failed', String(failed)] : undefined,
    cancelled > 0 ? ['cancelled', String(cancelled)] : undefined,
    ['makespan', seconds(summary.makespan)],
    ['throughput', `${significant(summary.throughput_per_hour)} jobs/h`],
    ['utilization', percent(summary.utilization)],
    config.executor === 'docker' ? ['cpu used', percent(summary.cpu_used)] : undefined,
    ['idle while queued', `${fixed(summary.idle_while_queued, 2)} core-s`],
    ['fairness (Jain)', fixed(summary.jain, 3)],
    ['preemptions', String(summary.preemptions)],
    ['resizes', String(summary.resizes)],
    starts.max !== null && starts.max > 0 ? ['dispatch, median', seconds(starts.median)] : undefined,
    starts.max !== null && starts.max > 0 ? ['dispatch, max', seconds(starts.max)] : undefined,
  ];
  return all.filter((pair) => pair !== undefined);
}
