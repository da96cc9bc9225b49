import type { JobRequest } from '../core/job.js';
import type { LogRecord } from '../log/records.js';
import type { JobSpec } from '../workload/workload.js';
import type { FeedEntry } from './feed.js';

/** A job of a workload as the engine takes it. */
export function feedEntry(spec: JobSpec, capacity: number): FeedEntry {
  const request: JobRequest = {
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
    estimate: spec.estimate,
  };
  return { request, updates: spec.updates };
}

/** The record that announces a job in the log. */
export function jobRecord(
  spec: JobSpec,
  capacity: number,
  known: { readonly steps?: number | undefined; readonly dedicated?: number | undefined },
): LogRecord {
  return {
    kind: 'job',
    job: spec.id,
    position: spec.position,
    model: programName(spec),
    arrival: spec.arrival,
    cores: spec.cores,
    min_cores: spec.minCores,
    max_cores: spec.maxCores ?? capacity,
    priority: spec.priority,
    ...(spec.user !== undefined && { user: spec.user }),
    ...(known.steps !== undefined && { steps: known.steps }),
    ...(known.dedicated !== undefined && { dedicated: known.dedicated }),
    ...(spec.timeout !== undefined && { timeout: spec.timeout }),
    ...(spec.retries > 0 && { retries: spec.retries }),
  };
}

/** The built-in model, or the image of the user's own program. */
export function programName(spec: JobSpec): string {
  return spec.program.kind === 'model' ? spec.program.model : spec.program.image;
}
