import { summaryWarnings } from './summary-warnings.js';
import type { Warning } from './summary-warnings.js';
import type { JobSpec, Workload } from './workload.js';

/** What is in a workload: the data that `tfsched check` prints. */
export interface WorkloadSummary {
  readonly name: string | undefined;
  readonly file: string;
  /** Cores of the run, where they are known. */
  readonly capacity: number | undefined;
  readonly jobs: number;
  /** By number of jobs, then in the order of the file. */
  readonly programs: readonly ProgramCount[];
  /** Cores asked for. */
  readonly cores: Spread;
  readonly priorities: Spread;
  /** Of the jobs whose duration is given. */
  readonly work: KnownWork;
  /** First and last arrival and the time between, in seconds. */
  readonly arrivals: { readonly first: number; readonly last: number; readonly span: number };
  /**
   * Core-seconds that arrive in a second, over the capacity: above 1, the queue grows as long as jobs arrive.
   * Undefined when the capacity is not known, all jobs arrive at once, or no duration is given.
   */
  readonly offeredLoad: number | undefined;
  /**
   * Seconds below which no schedule with linear speed-up can bring the last end after the first arrival: the work over
   * the capacity. Undefined when the capacity is not known or no duration is given.
   */
  readonly leastMakespan: number | undefined;
  readonly warnings: readonly Warning[];
}

/** How many jobs run a model or image. */
interface ProgramCount {
  readonly kind: 'model' | 'image';
  readonly name: string;
  readonly jobs: number;
}

interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

interface KnownWork {
  readonly coreSeconds: number;
  /** Jobs with a duration: what `coreSeconds` sums. */
  readonly withDuration: number;
  /** Jobs with a number of steps: their time depends on the machine. */
  readonly withSteps: number;
  /** Jobs that simply run to their end. */
  readonly unknown: number;
}

/**
 * Sums up a workload.
 *
 * @param capacity cores of the run; default: those that the file asks for.
 */
export function summarizeWorkload(workload: Workload, capacity = workload.cores): WorkloadSummary {
  const { jobs, name, file } = workload;
  const work = knownWork(jobs);
  const arrivals = arrivalsOf(jobs);
  const hasWork = work.withDuration > 0;
  return {
    name,
    file,
    capacity,
    jobs: jobs.length,
    programs: programCounts(jobs),
    cores: spread(jobs.map((job) => job.cores)),
    priorities: spread(jobs.map((job) => job.priority)),
    work,
    arrivals,
    offeredLoad:
      capacity !== undefined && hasWork && arrivals.span > 0
        ? work.coreSeconds / (capacity * arrivals.span)
        : undefined,
    leastMakespan: capacity !== undefined && hasWork ? work.coreSeconds / capacity : undefined,
    warnings: summaryWarnings(jobs, capacity),
  };
}

function programCounts(jobs: readonly JobSpec[]): ProgramCount[] {
  const counts = new Map<string, { kind: 'model' | 'image'; name: string; jobs: number }>();
  for (const { program } of jobs) {
    const name = program.kind === 'model' ? program.model : program.image;
    const key = `${program.kind} ${name}`;
    const count = counts.get(key) ?? { kind: program.kind, name, jobs: 0 };
    count.jobs += 1;
    counts.set(key, count);
  }
  return [...counts.values()].sort((a, b) => b.jobs - a.jobs);
}

function spread(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (index: number): number => sorted[index] ?? 0;
  const middle = (sorted.length - 1) / 2;
  return {
    min: at(0),
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    max: at(sorted.length - 1),
  };
}

function knownWork(jobs: readonly JobSpec[]): KnownWork {
  const known = { coreSeconds: 0, withDuration: 0, withSteps: 0, unknown: 0 };
  for (const { work, cores } of jobs) {
    switch (work.kind) {
      case 'duration':
        known.coreSeconds += work.seconds * cores;
        known.withDuration += 1;
        break;
      case 'steps':
        known.withSteps += 1;
        break;
      case 'unknown':
        known.unknown += 1;
    }
  }
  return known;
}

function arrivalsOf(jobs: readonly JobSpec[]): WorkloadSummary['arrivals'] {
  let first = Infinity;
  let last = 0;
  for (const { arrival } of jobs) {
    first = Math.min(first, arrival);
    last = Math.max(last, arrival);
  }
  return jobs.length === 0 ? { first: 0, last: 0, span: 0 } : { first, last, span: last - first };
}
