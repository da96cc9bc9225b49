/** What is remembered while the clock runs: the jobs and their state; written to by the other files of this folder. */
import { compare, type RefConfig, type RefJob, type RefSegment } from './reference-model.js';

/** What is remembered of a job while the clock runs. */
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
  /** core-seconds that the current attempt held while it ran; 0 from the moment it fails */
  attemptHeld: number;
  /** core-seconds that all attempts held while they ran */
  held: number;
  /** s of service of all attempts */
  service: number;
  /** s of waiting so far: W(t) of design 4.2 */
  waited: number;
  /** s: start of the current turn; meaningful while running */
  turnStart: number;
  /** order in which jobs were admitted to their current turns, over the whole run */
  turnNumber: number;
  /** s: the start that `conservative` promised the job while it waits */
  promise: number | undefined;
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

/** Core-seconds held by a job of `user` between two decisions, added up at the second, `at` s. */
export interface UsagePiece {
  readonly user: string | undefined;
  readonly at: number;
  readonly coreSeconds: number;
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
  /** what the users have used, each piece as it was added up (`fair_share`) */
  readonly usage: UsagePiece[];
  readonly segments: RefSegment[];
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
    attemptHeld: 0,
    held: 0,
    service: 0,
    waited: 0,
    turnStart: 0,
    turnNumber: 0,
    promise: undefined,
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
    usage: [],
    segments: [],
  };
}
