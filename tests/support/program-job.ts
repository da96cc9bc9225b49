import type { JobSpec } from '../../src/workload/workload.js';

/** A job of one core from the start, whose program tells its progress; all else has its default, but for what `more` says. */
export function programJob(
  id: string,
  image: string,
  command: readonly string[],
  more: Partial<JobSpec> = {},
): JobSpec {
  return {
    id,
    position: 0,
    arrival: 0,
    work: { kind: 'unknown' },
    cores: 1,
    minCores: 1,
    maxCores: undefined,
    program: { kind: 'image', image, command, progress: true, network: false, writable: false, mounts: [] },
    interOp: 1,
    intraOp: 1,
    priority: 0,
    retries: 0,
    env: {},
    updates: [],
    ...more,
  };
}
