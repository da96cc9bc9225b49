import type { JobSpec } from '../../src/workload/workload.js';
import { jobSpec } from '../support/job-spec.js';

/** A valid job that trains mnist_cnn for ten seconds on one core, but for what is given. */
export function aJob(given: Partial<JobSpec> = {}): JobSpec {
  return jobSpec({
    id: 'job-1',
    program: { kind: 'model', model: 'mnist_cnn', batch: 32 },
    memory: 2 ** 30,
    ...given,
  });
}
