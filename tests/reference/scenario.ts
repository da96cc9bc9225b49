/** Small scenarios for the tests of this folder, written and read as text. */
import { type RefConfig, type RefJob, referenceSchedule } from './reference-scheduler.js';

/** Job `id` that needs `cores` of them for `duration` s from `arrival` s on; `more` says what else is not the default. */
export function job(
  id: string,
  arrival: number,
  duration: number,
  cores: number,
  more: Partial<RefJob> = {},
): RefJob {
  return {
    id,
    arrival,
    duration,
    cores,
    minCores: 1,
    maxCores: 8,
    priority: 0,
    retries: 0,
    updates: [],
    ...more,
  };
}

/** The segments of the schedule as text, in their order: `a 0-2:1` runs on one core, `a#2` is a second attempt. */
export function schedule(capacity: number, config: Partial<RefConfig>, jobs: RefJob[]): string[] {
  return referenceSchedule(jobs, withDefaults(capacity, config)).segments.map(
    ({ job: id, attempt, kind, start, end, cores }) =>
      `${id}${attempt === 1 ? '' : `#${attempt}`} ${start}-${end}:${kind === 'run' ? cores : 'paused'}`,
  );
}

/** FCFS, STRICT and the defaults of design 9, but for what `config` says. */
export function withDefaults(capacity: number, config: Partial<RefConfig>): RefConfig {
  return {
    capacity,
    policy: 'fcfs',
    realloc: 'strict',
    preemptive: false,
    aging: 0,
    agingInterval: 1,
    preemptExempt: 0,
    victim: 'longest_run',
    quantum: 5,
    speedup: { kind: 'linear' },
    ...config,
  };
}
