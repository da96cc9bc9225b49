import type { JobSpec, Workload } from '../../../src/workload/workload.js';
import { jobSpec } from '../../executors/docker/run.js';
import type { VirtualProgram } from './programs.js';

/** A job, what its program does each time it is begun (the last one again and again), and how the job must end. */
interface Part {
  readonly job: Omit<Partial<JobSpec>, 'id' | 'position'> & { readonly id: string };
  readonly programs: readonly VirtualProgram[];
  readonly end: End;
}

/** How a job ends. */
export interface End {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly code: number | null;
}

const DONE: End = { state: 'done', code: 0 };

/** Queues, pauses, resizes, a retry, a timeout, a failure and a user's update in a few seconds on four cores. */
const PARTS: readonly Part[] = [
  { job: { id: 'wide', cores: 2, priority: 1 }, programs: [program(6.11)], end: DONE },
  { job: { id: 'again', priority: 2, retries: 1 }, programs: [program(0.93, 3), program(2.87)], end: DONE },
  {
    job: { id: 'slow', cores: 2, arrival: 0.5, timeout: 2 },
    // So much that no step is done before its end, whenever that comes.
    programs: [program(3000)],
    end: { state: 'failed', code: 137 },
  },
  { job: { id: 'whole', cores: 4, arrival: 1, priority: 5 }, programs: [program(4)], end: DONE },
  {
    job: { id: 'fails', arrival: 1.5, priority: 1 },
    programs: [program(1.3, 7)],
    end: { state: 'failed', code: 7 },
  },
  {
    job: { id: 'shrinks', cores: 3, arrival: 2, priority: 3, updates: [{ at: 3, cores: 2 }] },
    programs: [program(5)],
    end: DONE,
  },
  { job: { id: 'late', arrival: 6 }, programs: [program(1.1)], end: DONE },
];

/** Cores of the daemon's host and of the run. */
export const CORES: readonly number[] = [0, 1, 2, 3];

export const workload: Workload = {
  file: 'faults.yaml',
  jobs: PARTS.map(({ job }, position) => jobSpec(job.id, { minCores: 1, maxCores: 4, ...job, position })),
};

/** How every job must end, whatever the daemon does in passing. */
export const ends: ReadonlyMap<string, End> = new Map(PARTS.map(({ job, end }) => [job.id, end]));

/** @param time how often a program of the job was begun before */
export function programOf(job: string, time: number): VirtualProgram {
  const programs = PARTS.find((part) => part.job.id === job)?.programs ?? [];
  const found = programs[Math.min(time, programs.length - 1)];
  if (found === undefined) throw new Error(`there is no job ${job}`);
  return found;
}

function program(coreSeconds: number, exitCode = 0): VirtualProgram {
  return { coreSeconds, steps: 4, exitCode };
}
