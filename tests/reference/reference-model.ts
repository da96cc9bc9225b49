/**
 * The words of the reference implementation: what goes in, what comes out, what counts as equal.
 *
 * The reference knows nothing of the code in src: it was written from design sections 2-4 and 7-9 and docs/scheduling.md
 * alone, so that a mistake has to be made twice to go unseen. Where those leave something open, a comment says `Reading N`;
 * the readings are listed in README.md of this folder.
 */

/** One job as the user asks for it. Times in seconds (s), counted from the start of the run; cores are whole. */
export interface RefJob {
  id: string;
  /** s */
  arrival: number;
  /** s of work at the cores asked for at submission, > 0 */
  duration: number;
  /** the request r at submission */
  cores: number;
  minCores: number;
  maxCores: number;
  priority: number;
  /** s of service that one attempt may take */
  timeout?: number;
  /** how often a failed job is queued again */
  retries: number;
  /** `at` in s on the run's clock */
  updates: { at: number; cores: number }[];
  /** only read for `fair_share`; those who have none are one user's */
  user?: string;
  /** s: the user's guess of the dedicated time; default: the dedicated time; only read for `easy` and `conservative` */
  estimate?: number;
}

/** What the user gives on the command line (design 9). Intervals in seconds. */
export interface RefConfig {
  capacity: number;
  /** `easy` and `conservative` go with `strict` only */
  policy: 'fcfs' | 'prio' | 'rr' | 'sjf' | 'srpt' | 'mlfq' | 'fair_share' | 'easy' | 'conservative' | 'none';
  realloc: 'strict' | 'max_prop' | 'always_attend' | 'equi';
  /** only read for `prio` */
  preemptive: boolean;
  /** priority points per second of waiting; only read for `prio` */
  aging: number;
  /** s; only read for `prio` with `preemptive` and `aging` */
  agingInterval: number;
  /** s; only read for `prio` with `preemptive` */
  preemptExempt: number;
  /** only read for `prio` with `preemptive` */
  victim: 'longest_run' | 'smallest_request' | 'lowest_priority';
  /** s; only read for `rr` and `mlfq` */
  quantum: number;
  /** core-seconds, ascending, default 10 and 100; only read for `mlfq` */
  levels?: number[];
  /** s, default 600; only read for `fair_share` */
  halfLife?: number;
  speedup: { kind: 'linear' } | { kind: 'amdahl'; f: number };
  /** s of start-up at the beginning of every attempt, default 0 */
  startup?: number;
}

/** The figures of one job, named as in design 8; times in seconds. */
export interface RefJobResult {
  id: string;
  state: 'done' | 'failed';
  first_run: number;
  waiting: number;
  service: number;
  turnaround: number;
  preemptions: number;
  resizes: number;
}

/** A stretch of a job's life in which nothing changed (design 9); start and end in seconds, cores 0 in a pause. */
export interface RefSegment {
  job: string;
  attempt: number;
  kind: 'run' | 'pause';
  start: number;
  end: number;
  cores: number;
}

/** A whole schedule: jobs in file order, segments by start and then file position, makespan in seconds. */
export interface RefSchedule {
  makespan: number;
  jobs: RefJobResult[];
  segments: RefSegment[];
}

/**
 * Two times, or two effective priorities, closer than this are equal (design 4.1); so is all else that is measured
 * (Reading 22).
 */
export const EPSILON = 1e-9;

/** True when two times (s) or two effective priorities count as equal (design 4.1). */
export function same(a: number, b: number): boolean {
  return Math.abs(a - b) < EPSILON;
}

/** Sorts ascending, with what is `same` counting as equal; negate for descending. */
export function compare(a: number, b: number): number {
  return same(a, b) ? 0 : a - b;
}
