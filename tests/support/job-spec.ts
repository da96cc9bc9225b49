import type { JobSpec } from '../../src/workload/workload.js';

/** A job of a workload: `spin` for 10 s on one core from the start on, but for what `more` says. */
export function jobSpec(more: Partial<JobSpec> = {}): JobSpec {
  return {
    id: 'a',
    position: 0,
    arrival: 0,
    work: { kind: 'duration', seconds: 10 },
    cores: 1,
    minCores: 1,
    maxCores: undefined,
    program: { kind: 'model', model: 'spin' },
    interOp: 1,
    intraOp: 1,
    priority: 0,
    retries: 0,
    env: {},
    updates: [],
    ...more,
  };
}

/** One that runs a program, which tells its progress; how long it takes is not known. */
export function programJob(
  id: string,
  image: string,
  command: readonly string[],
  more: Partial<JobSpec> = {},
): JobSpec {
  return jobSpec({
    id,
    work: { kind: 'unknown' },
    program: { kind: 'image', image, command, progress: true, network: false, writable: false, mounts: [] },
    ...more,
  });
}
