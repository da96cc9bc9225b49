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

/** Who goes first, and who must give way. Nothing else picks either (design 2). */
export interface Policy {
  readonly name: string;
  /**
   * Negative when waiting job `a` goes before `b`. A total order that does not change while both wait: end it with
   * arrivalRank or queueRank.
   */
  compare(a: JobView, b: JobView, now: number): number;
  /** The same among attended jobs, where that differs from `compare`: who is topped up first. */
  compareAttended?(a: JobView, b: JobView, now: number): number;
  /** Seconds that a turn lasts; a job whose turn ends while another waits goes to the tail of the queue. */
  readonly quantum?: number;
  readonly preemption?: Preemption;
}
