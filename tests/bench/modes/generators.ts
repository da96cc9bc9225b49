import { seededRandom } from '../../../src/random/seeded.js';

/** A job as a workload file has it. */
export interface GeneratedJob {
  readonly id: string;
  readonly model: string;
  readonly arrival: number;
  readonly duration: number;
  readonly cores: number;
}

/** Makes workloads of one kind; the same seed and capacity give the same one. */
export interface Generator {
  readonly name: string;
  jobs(seed: number, capacity: number): readonly GeneratedJob[];
}

const MODELS = ['mnist_cnn', 'resnet20', 'lstm'];
const JOBS = 12;

/** Seconds at the requested cores. */
const DURATION = { least: 3, most: 6 };

/** Requests of any size, soon after one another: whoever comes next often does not fit beside the one that runs. */
const LEFT_OVER: Generator = {
  name: 'leaves cores over',
  jobs(seed, capacity) {
    const random = seededRandom(seed);
    let arrival = 0;
    return Array.from({ length: JOBS }, (_, index) => {
      const job = someJob(index, arrival, 1 + Math.floor(random() * capacity), random);
      arrival += 2 * random();
      return job;
    });
  },
};

/** Jobs of one core, a burst of them at a time: between bursts few are left, and in a burst there is one for every core. */
const BURSTY: Generator = {
  name: 'bursty',
  jobs(seed, capacity) {
    const random = seededRandom(seed + 1000);
    const burst = 2 * capacity;
    const gap = (burst * DURATION.most) / capacity + 6;
    return Array.from({ length: JOBS }, (_, index) =>
      someJob(index, Math.floor(index / burst) * gap + 0.5 * random(), 1, random),
    );
  },
};

/** One line each. */
export const generators: readonly Generator[] = [LEFT_OVER, BURSTY];

function someJob(index: number, arrival: number, cores: number, random: () => number): GeneratedJob {
  return {
    id: `job-${index + 1}`,
    model: MODELS[Math.floor(random() * MODELS.length)]!,
    arrival: rounded(arrival),
    duration: rounded(DURATION.least + random() * (DURATION.most - DURATION.least)),
    cores,
  };
}

/** To milliseconds, so that the file can be read by people. */
function rounded(seconds: number): number {
  return Number(seconds.toFixed(3));
}
