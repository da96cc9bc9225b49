/**
 * The words of the reference implementation: what goes in, what comes out, what is remembered in between.
 *
 * The reference knows nothing of the code in src: it was written from design sections 2-4 and 7-9 alone, so that a
 * mistake has to be made twice to go unseen. Where those sections leave something open, a comment says `Reading N`;
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
}

/** What the user gives on the command line (design 9). Intervals in seconds. */
export interface RefConfig {
  capacity: number;
  policy: 'fcfs' | 'prio' | 'rr' | 'none';
  realloc: 'strict' | 'max_prop' | 'always_attend';
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
  /** s; only read for `rr` */
  quantum: number;
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

/** What is remembered of a job while the clock runs; written to by the other files of this folder. */
export interface LiveJob {
  readonly spec: RefJob;
  /** position in the file, from 0: the last tie-break everywhere */
  readonly position: number;
  status: 'future' | 'queued' | 'paused' | 'running' | 'done' | 'failed';
  /** from 1; 0 before the first start */
  attempt: number;
  /** r now: the request at submission until an update changes it */
  request: number;
  /** cores held; 0 unless running; a fraction only under `none` */
  cores: number;
  /** s: when the growth not yet granted was first asked for (STRICT only) */
  growthAskedAt: number | undefined;
  /** s of start-up that the current attempt still needs */
  startupLeft: number;
  /** s of work, at the cores of the submission, that the current attempt still needs */
  workLeft: number;
  /** s of service of the current attempt */
  attemptService: number;
  /** s of service of all attempts */
  service: number;
  /** s of waiting so far: W(t) of design 4.2 */
  waited: number;
  /** s: start of the current turn; meaningful while running */
  turnStart: number;
  /** order in which jobs were admitted to their current turns, over the whole run */
  turnNumber: number;
  firstStart: number | undefined;
  end: number | undefined;
  preemptions: number;
  resizes: number;
}

/** A user update that has not happened yet. */
export interface PendingUpdate {
  readonly at: number;
  readonly job: LiveJob;
  readonly cores: number;
}

/** Everything that changes while the clock runs. */
export interface RefState {
  readonly config: RefConfig;
  readonly jobs: readonly LiveJob[];
  /** s on the run's clock */
  now: number;
  /** the FIFO queue of RR (design 4.2); not used by the other policies */
  queue: LiveJob[];
  updates: PendingUpdate[];
  /** how many turns have begun so far */
  turns: number;
  readonly segments: RefSegment[];
}

/** Two times, or two effective priorities, closer than this are equal (design 4.1). */
export const EPSILON = 1e-9;

/** True when two times (s) or two effective priorities count as equal (design 4.1). */
export function same(a: number, b: number): boolean {
  return Math.abs(a - b) < EPSILON;
}

/** Sorts ascending, with what is `same` counting as equal; negate for descending. */
export function compare(a: number, b: number): number {
  return same(a, b) ? 0 : a - b;
}

/** Arrival, then file position: FCFS, and the usual tie-break (design 4.2). */
export function byArrival(a: LiveJob, b: LiveJob): number {
  return compare(a.spec.arrival, b.spec.arrival) || a.position - b.position;
}

/** The jobs that run, in file order. */
export function running(state: RefState): LiveJob[] {
  return state.jobs.filter((job) => job.status === 'running');
}

/** The jobs that have arrived and do not run, in file order: queued (never ran, in this attempt) or paused (design 2). */
export function waiting(state: RefState): LiveJob[] {
  return state.jobs.filter((job) => job.status === 'queued' || job.status === 'paused');
}

/** True once the job is done or has failed for good. */
export function ended(job: LiveJob): boolean {
  return job.status === 'done' || job.status === 'failed';
}

/** The state before the clock starts: nobody has arrived. */
export function initialState(jobs: readonly RefJob[], config: RefConfig): RefState {
  const live = jobs.map((spec, position): LiveJob => ({
    spec,
    position,
    status: 'future',
    attempt: 0,
    request: spec.cores,
    cores: 0,
    growthAskedAt: undefined,
    startupLeft: 0,
    workLeft: 0,
    attemptService: 0,
    service: 0,
    waited: 0,
    turnStart: 0,
    turnNumber: 0,
    firstStart: undefined,
    end: undefined,
    preemptions: 0,
    resizes: 0,
  }));
  return {
    config,
    jobs: live,
    now: 0,
    queue: [],
    updates: live.flatMap((job) => job.spec.updates.map(({ at, cores }) => ({ at, job, cores }))),
    turns: 0,
    segments: [],
  };
}
