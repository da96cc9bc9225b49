import type { JobRequest } from '../core/job.js';
import type { LogRecord } from '../log/records.js';
import type { JobSpec } from '../workload/workload.js';

/**
 * A job of a workload as the engine takes it.
 * @param dedicated start-up and duration alone at the requested cores, seconds, as far as it is known
 */
export function jobRequest(spec: JobSpec, capacity: number, dedicated: number | undefined): JobRequest {
  return {
    id: spec.id,
    position: spec.position,
    arrival: spec.arrival,
    cores: spec.cores,
    minCores: spec.minCores,
    maxCores: spec.maxCores ?? capacity,
    priority: spec.priority,
    retries: spec.retries,
    timeout: spec.timeout ?? Infinity,
    memory: spec.memory ?? 0,
    user: spec.user,
    dedicated,
    estimate: spec.estimate ?? dedicated,
  };
}

type JobRecord = Extract<LogRecord, { kind: 'job' }>;
type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** The record that announces a job in the log. */
export function jobRecord(
  spec: JobSpec,
  capacity: number,
  known: {
    readonly steps?: number | undefined;
    readonly dedicated?: number | undefined;
    readonly memory?: number;
  },
): LogRecord {
  const record: Draft<JobRecord> = {
    kind: 'job',
    job: spec.id,
    position: spec.position,
    model: programName(spec),
    arrival: spec.arrival,
    cores: spec.cores,
    min_cores: spec.minCores,
    max_cores: spec.maxCores ?? capacity,
    priority: spec.priority,
  };
  if (spec.user !== undefined) record.user = spec.user;
  if (known.steps !== undefined) record.steps = known.steps;
  if (known.dedicated !== undefined) record.dedicated = known.dedicated;
  if (spec.estimate !== undefined) record.estimate = spec.estimate;
  if (known.memory !== undefined && known.memory > 0) record.memory = known.memory;
  if (spec.timeout !== undefined) record.timeout = spec.timeout;
  if (spec.retries > 0) record.retries = spec.retries;
  return record;
}

/** The built-in model, or the image of the user's own program. */
export function programName(spec: JobSpec): string {
  return spec.program.kind === 'model' ? spec.program.model : spec.program.image;
}
