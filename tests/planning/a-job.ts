import type { JobSpec } from '../../src/workload/workload.js';

/** A valid job that trains mnist_cnn for ten seconds on one core, but for what is given. */
export function aJob(given: Partial<JobSpec> = {}): JobSpec {
  return {
    id: 'job-1',
    position: 0,
    arrival: 0,
    work: { kind: 'duration', seconds: 10 },
    cores: 1,
    minCores: 1,
    maxCores: undefined,
    program: { kind: 'model', model: 'mnist_cnn', batch: 32 },
    interOp: 1,
    intraOp: 1,
    priority: 0,
    memory: 2 ** 30,
    retries: 0,
    env: {},
    updates: [],
    ...given,
  };
}
