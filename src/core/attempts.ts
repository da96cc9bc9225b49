import type { Action, Cause } from './actions.js';
import type { Containers } from './containers.js';
import { Bug } from './errors.js';
import type { Exit, Fact } from './facts.js';
import type { EndState } from './job.js';
import type { Job } from './job-state.js';
import type { Schedule } from './schedule.js';

/** How often an attempt that Docker or the host ended is queued again without using up a retry (design 5.3). */
export const MAX_LOSSES = 3;

/** A job that is over, its last container gone. */
export interface Ended {
  readonly job: Job;
  readonly at: number;
  readonly state: EndState;
  /** null for a job that never ran. */
  readonly code: number | null;
  readonly reason: string | undefined;
}

/** How attempts end: by themselves, by their timeout, by refusals, by a cancel; and whether the job is queued again. */
export class Attempts {
  /** Jobs that have arrived and are not over. */
  open = 0;
  /** Jobs that are over since `forget`. */
  ended: Ended[] | undefined;
  /** Facts that follow from those told: containers that are given up. */
  concluded: Fact[] | undefined;

  constructor(
    private readonly schedule: Schedule,
    private readonly containers: Containers,
  ) {}

  /** A new step begins. */
  forget(): void {
    this.ended = undefined;
    this.concluded = undefined;
  }

  timedOut(job: Job, at: number): boolean {
    if (job.phase !== 'running') return false;
    this.doom(job, { kind: 'timeout' }, at);
    this.attemptFailed(job, { code: 137, reason: 'timeout', lost: false }, at);
    return true;
  }

  exited(job: Job, attempt: number, exit: Exit, at: number): boolean {
    if (!this.containers.exited(job, attempt, at)) return false;
    const wasCurrent = attempt === job.attempt && job.phase !== 'ended';
    // An attempt that is to follow at once goes on with the memory of the one that ended.
    if (wasCurrent || job.phase !== 'running') this.schedule.memory.release(job);
    job.doom = undefined;
    if (wasCurrent) {
      if (exit.code === 0 && !exit.lost) this.end(job, 'done', exit, at);
      else this.attemptFailed(job, exit, at);
    } else {
      this.schedule.mustDecide = true;
      this.schedule.unsettle(job);
      if (job.phase === 'ended') this.report(job, at);
    }
    return true;
  }

  refused(action: Action, reason: string, at: number): boolean {
    const job = action.job;
    const verdict = this.containers.refused(action, at);
    if (verdict === 'late' || verdict === 'try_again') return verdict !== 'late';
    if (action.kind === 'kill') {
      const { attempt } = action;
      const exit: Exit = { code: 137, reason: `kill refused: ${reason}`, lost: true };
      (this.concluded ??= []).push({ kind: 'exited', at, job, attempt, exit });
      return this.exited(job, attempt, exit, at);
    }
    const isCurrent = job.phase !== 'ended' && action.attempt === job.attempt;
    if (!isCurrent) {
      if (job.phase === 'ended' && this.containers.isGone(job)) this.report(job, at);
    } else if (verdict === 'never_started') {
      this.attemptFailed(job, { code: 125, reason: `start refused: ${reason}`, lost: true }, at);
    } else {
      this.doom(job, { kind: 'refused', reason }, at);
      this.attemptFailed(job, { code: 137, reason: `${action.kind} refused: ${reason}`, lost: false }, at);
    }
    return true;
  }

  cancelled(reason: string, at: number): boolean {
    const jobs = [...this.schedule.waiting, ...this.schedule.attended];
    for (const job of jobs) {
      this.doom(job, { kind: 'cancelled', reason }, at);
      this.end(job, 'cancelled', { code: 137, reason }, at);
    }
    return jobs.length > 0;
  }

  /** The container of the current attempt is to be killed, whatever becomes of the job. */
  private doom(job: Job, cause: Cause, at: number): void {
    if (job.doom === undefined) job.refusals = 0;
    job.doom = cause;
    job.stopService(at);
    this.schedule.unsettle(job);
  }

  private attemptFailed(job: Job, exit: Exit, at: number): void {
    if (exit.lost ? job.losses >= MAX_LOSSES : job.failures >= job.retries) {
      this.end(job, 'failed', exit, at);
      return;
    }
    if (exit.lost) job.losses += 1;
    else job.failures += 1;
    this.takeOut(job);
    job.newAttempt();
    job.turnStart = Number.NaN;
    if (!job.isAging()) job.waitFrom(at);
    this.schedule.queue(job);
    this.schedule.mustDecide = true;
  }

  private end(
    job: Job,
    state: EndState,
    exit: { code: number; reason: string | undefined },
    at: number,
  ): void {
    this.takeOut(job);
    job.phase = 'ended';
    job.state = state;
    job.exitCode = exit.code;
    job.exitReason = exit.reason;
    this.schedule.mustDecide = true;
    if (this.containers.isGone(job)) this.report(job, at);
  }

  private takeOut(job: Job): void {
    if (job.phase === 'running') this.schedule.leave(job);
    else this.schedule.waiting.remove(job);
    if (this.containers.isGone(job)) this.schedule.memory.release(job);
  }

  private report(job: Job, at: number): void {
    if (job.state === undefined) throw new Bug(`${job.id} is over and has no end state`);
    this.schedule.memory.release(job);
    this.open -= 1;
    const code = job.containerAttempt === 0 ? null : job.exitCode;
    const ended = { job, at, state: job.state, code, reason: job.exitReason };
    if (this.ended === undefined) this.ended = [ended];
    else this.ended.push(ended);
  }
}
