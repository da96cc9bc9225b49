import type { JobSpec, Workload } from '../../src/workload/workload.js';
import { seededRandom } from '../../src/random/seeded.js';

/** What a generated workload is like. The same options give the same workload. */
export interface WorkloadOptions {
  readonly jobs: number;
  /** Cores of the machine it is made for. */
  readonly capacity: number;
  /** Core-seconds that arrive per core and second: 1 is all that the machine can do. */
  readonly load: number;
  readonly seed: number;
}

// As the loader does, what all jobs have is there once.
const SPIN: JobSpec['program'] = { kind: 'model', model: 'spin' };
const NO_ENV: JobSpec['env'] = {};
const NO_UPDATES: JobSpec['updates'] = [];

/** Requests are 1 to this many cores. */
const LARGEST_REQUEST = 16;

/** Durations are 1 to this many seconds. */
const LONGEST = 20;

/**
 * Jobs that arrive at random (Poisson) with requests of 1 to 16 cores and durations of 1 to 20 s, evenly spread, and ten priorities.
 * They may be given 1 core to all of them where the mode resizes, as a workload file says by default.
 */
export function generateWorkload(options: WorkloadOptions): Workload {
  const random = seededRandom(options.seed);
  const meanWork = ((1 + LARGEST_REQUEST) / 2) * ((1 + LONGEST) / 2);
  const meanGap = meanWork / (options.capacity * options.load);
  let arrival = 0;
  const jobs = Array.from({ length: options.jobs }, (_, position): JobSpec => {
    arrival += -Math.log(1 - random()) * meanGap;
    const cores = 1 + Math.floor(random() * LARGEST_REQUEST);
    return {
      id: `job-${position + 1}`,
      position,
      arrival,
      work: { kind: 'duration', seconds: 1 + random() * (LONGEST - 1) },
      cores,
      minCores: 1,
      maxCores: undefined,
      program: SPIN,
      interOp: 1,
      intraOp: cores,
      priority: Math.floor(random() * 10),
      memory: undefined,
      retries: 0,
      timeout: undefined,
      env: NO_ENV,
      user: undefined,
      estimate: undefined,
      updates: NO_UPDATES,
    };
  });
  return { jobs, file: 'generated' };
}
