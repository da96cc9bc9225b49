import type { JobView } from './job.js';

/** A turn of the running job may be ended for a waiting job (design 4.4). */
export interface Preemption {
  /**
   * May `waiting` push `running` out? Its turn's exemption is checked by the engine. It must not go round in a circle: of two
   * jobs, only one may push out the other.
   */
  yields(running: JobView, waiting: JobView, now: number): boolean;
  /** Negative when `a` is to give way before `b`. A total order. */
  compareVictims(a: JobView, b: JobView, now: number): number;
  /** By which rule, and with what figure, a job is taken as a victim: a phrase for people. */
  whyVictim?(victim: JobView, now: number): string;
  /** Seconds for which a turn is safe. */
  readonly exemption: number;
  /**
   * May `job` go past `blocked` into free cores (design 4.3, step 3)? Must not change while both wait, and must hold for
   * all behind a job for which it holds.
   */
  overtakes(job: JobView, blocked: JobView, now: number): boolean;
  /** Decisions are also made at the multiples of this many seconds while a job waits; undefined when time alone changes nothing. */
  readonly tick: number | undefined;
}

/** What a backfilling policy sees of a decision while it is made. */
export interface Backlog {
  /** Seconds on the run's clock. */
  readonly now: number;
  readonly capacity: number;
  /** Cores free now; each start that was yielded is counted. */
  readonly free: number;
  /** No waiting job needs fewer cores; Infinity when none waits. */
  readonly smallestClaim: number;
  readonly attended: readonly JobView[];
  /** The waiting jobs in the policy's order. */
  first(): JobView | undefined;
  after(job: JobView): JobView | undefined;
  /** Is there memory for it? A job that lacks memory is passed over and blocks nobody (design 5.2). */
  hasMemory(job: JobView): boolean;
}

/** Jobs behind a blocked one may start where that delays nobody who was promised a start. */
export interface Backfill {
  /** Yields the jobs that start in this decision, one by one; each fits into the cores that are free when it is yielded. */
  starts(backlog: Backlog): Iterable<JobView>;
  /** When the last decision promised a waiting job its start, seconds on the run's clock; undefined where it promised nothing. */
  promised?(job: JobView): number | undefined;
}

/** Who goes first, and who must give way. Nothing else picks either (design 2). */
export interface Policy {
  readonly name: string;
  /**
   * Negative when waiting job `a` goes before `b`. A total order that, unless `reorders`, does not change while both wait: end it with
   * arrivalRank or queueRank.
   */
  compare(a: JobView, b: JobView, now: number): number;
  /** Why `a` goes before `b`, which it does by `compare`: a phrase for people, such as `higher priority (5, not 1)`. */
  whyBefore?(a: JobView, b: JobView, now: number): string;
  /** As `compare` among attended jobs, where that differs from `compare`: who is topped up first. */
  compareAttended?(a: JobView, b: JobView, now: number): number;
  /** Seconds that a turn lasts; a job whose turn ends while another waits goes to the tail of the queue. */
  readonly quantum?: number;
  readonly preemption?: Preemption;
  /** Replaces the admission loop of design 4.3; for modes that give a job what it asks for. */
  readonly backfill?: Backfill;
  /** The order may change while jobs wait: they are sorted anew before each decision. */
  readonly reorders?: boolean;
  /** Called before each decision for each attended job, and once more when a job is no longer attended. */
  charge?(job: JobView, now: number): void;
}
