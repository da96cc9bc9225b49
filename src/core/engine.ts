import type { Action, Cause } from './actions.js';
import { admit, sendBack, settleSentBack } from './admission.js';
import { CarryOut } from './carry-out.js';
import { Containers } from './containers.js';
import { Bug } from './errors.js';
import { compareFacts, type Exit, type Fact } from './facts.js';
import type { EndState } from './job.js';
import type { Job } from './job-state.js';
import { MemoryBudget } from './memory.js';
import type { Policy } from './policy.js';
import type { Pool } from './pool.js';
import type { Realloc } from './realloc.js';
import { Schedule } from './schedule.js';
import { EPSILON } from './time.js';
import { Timers } from './timers.js';

/** How often an attempt that Docker or the host ended is queued again without using up a retry (design 5.3). */
export const MAX_LOSSES = 3;

export interface EngineOptions {
  readonly policy: Policy;
  readonly realloc: Realloc;
  readonly pool: Pool;
  /** Bytes that the limits of started containers may add up to; without it memory is not looked at. */
  readonly memory?: number;
}

/** A job that is over, its last container gone. */
export interface Ended {
  readonly job: Job;
  readonly at: number;
  readonly state: EndState;
  /** null for a job that never ran. */
  readonly code: number | null;
  readonly reason: string | undefined;
}

/** What one call of the engine did. */
export interface Step {
  /** The facts in the order in which they were applied, the engine's own timers among them. */
  readonly facts: readonly Fact[];
  /** Facts of these that came too late to have an effect: an update of a job that has ended, a late confirmation. */
  readonly ignored: ReadonlySet<Fact>;
  readonly decided: boolean;
  readonly actions: readonly Action[];
  readonly ended: readonly Ended[];
}

const NOTHING_IGNORED: ReadonlySet<Fact> = new Set();
const NOBODY_ENDED: readonly Ended[] = [];

/**
 * The scheduling rules of design 4: facts in, decision out. Deterministic and synchronous; it knows no clock, no I/O and no
 * Docker, and the same calls give the same answers.
 */
export class Engine {
  readonly schedule: Schedule;
  private readonly timers: Timers;
  private readonly containers: Containers;
  private readonly carryOut: CarryOut;
  private open = 0;
  private mustDecide = false;
  private ended: Ended[] | undefined;
  /** Facts that follow from those told: containers that are given up. */
  private concluded: Fact[] | undefined;
  private ignored: Set<Fact> | undefined;

  constructor(options: EngineOptions) {
    const { policy, realloc, pool, memory = Infinity } = options;
    this.schedule = new Schedule(policy, realloc, pool.capacity, new MemoryBudget(memory));
    this.timers = new Timers(this.schedule);
    this.containers = new Containers(this.schedule, pool);
    this.carryOut = new CarryOut(this.schedule, pool);
  }

  /** Jobs that have arrived and are not over. */
  get openJobs(): number {
    return this.open;
  }

  /** Seconds on the run's clock at which the engine wants to be called though nothing else happened; Infinity for never. */
  nextTimer(): number {
    return this.timers.next();
  }

  /**
   * Applies all that happened, in the order of design 4.1, and makes one decision if any of it calls for one.
   * @param now seconds on the run's clock, not before any of the facts
   */
  step(now: number, facts: readonly Fact[]): Step {
    this.setNow(now);
    const applied = inOrder(this.timers.take(now), facts);
    this.forgetLastStep();
    for (const fact of applied) {
      if (this.apply(fact)) continue;
      this.ignored ??= new Set();
      this.ignored.add(fact);
    }
    this.setNow(now);
    const decided = this.mustDecide;
    this.mustDecide = false;
    this.schedule.decided = decided;
    if (decided) this.decide();
    const actions = this.carryOut.actions();
    this.timers.forget();
    return {
      facts: this.concluded === undefined ? applied : [...applied, ...this.concluded],
      ignored: this.ignored ?? NOTHING_IGNORED,
      decided,
      actions,
      ended: this.ended ?? NOBODY_ENDED,
    };
  }

  private forgetLastStep(): void {
    this.ended = undefined;
    this.concluded = undefined;
    this.ignored = undefined;
  }

  private setNow(now: number): void {
    this.schedule.now = now;
    this.schedule.waiting.now = now;
  }

  private decide(): void {
    const { schedule } = this;
    schedule.realloc.beforeAdmission?.(schedule);
    do admit(schedule);
    while (settleSentBack(schedule));
    schedule.realloc.afterAdmission?.(schedule);
    schedule.changed = false;
    schedule.decision += 1;
  }

  /** False when the fact has no effect. */
  private apply(fact: Fact): boolean {
    switch (fact.kind) {
      case 'arrived':
        return this.arrived(fact.job, fact.at);
      case 'updated':
        return this.updated(fact.job, fact.cores);
      case 'exited':
        return this.exited(fact.job, fact.attempt, fact.exit, fact.at);
      case 'timed_out':
        return this.timedOut(fact.job, fact.at);
      case 'turn_ended':
        return this.turnEnded(fact.job, fact.at);
      case 'exemption_ended':
      case 'aging_tick':
        this.mustDecide = true;
        return true;
      case 'confirmed':
        return this.containers.confirmed(fact.action, fact.at);
      case 'refused':
        return this.refused(fact.action, fact.reason, fact.at);
      case 'cancelled':
        return this.cancelled(fact.reason, fact.at);
    }
  }

  private arrived(job: Job, at: number): boolean {
    if (job.phase !== 'expected') throw new Bug(`${job.id} arrives twice`);
    this.open += 1;
    job.waitFrom(at);
    this.schedule.queue(job);
    this.mustDecide = true;
    return true;
  }

  private updated(job: Job, cores: number): boolean {
    if (job.phase === 'ended') return false;
    if (job.phase === 'waiting') {
      this.schedule.waiting.remove(job);
      job.request = cores;
      this.schedule.waiting.add(job);
      this.mustDecide = true;
      return true;
    }
    job.request = cores;
    this.mustDecide = true;
    if (job.phase === 'expected') return true;
    this.schedule.changed = true;
    this.schedule.realloc.updated?.(job, this.schedule);
    return true;
  }

  private turnEnded(job: Job, at: number): boolean {
    if (job.phase !== 'running') return false;
    if (this.schedule.waitingCount === 0) {
      this.schedule.renewTurn(job, at);
      return true;
    }
    sendBack(this.schedule, job);
    job.cause = { kind: 'turn_ended' };
    this.mustDecide = true;
    return true;
  }

  private timedOut(job: Job, at: number): boolean {
    if (job.phase !== 'running') return false;
    this.doom(job, { kind: 'timeout' }, at);
    this.attemptFailed(job, { code: 137, reason: 'timeout', lost: false }, at);
    return true;
  }

  private exited(job: Job, attempt: number, exit: Exit, at: number): boolean {
    if (!this.containers.exited(job, attempt, at)) return false;
    const wasCurrent = attempt === job.attempt && job.phase !== 'ended';
    // An attempt that is to follow at once goes on with the memory of the one that ended.
    if (wasCurrent || job.phase !== 'running') this.schedule.memory.release(job);
    job.doom = undefined;
    if (wasCurrent) {
      if (exit.code === 0 && !exit.lost) this.end(job, 'done', exit, at);
      else this.attemptFailed(job, exit, at);
    } else {
      this.mustDecide = true;
      this.schedule.unsettle(job);
      if (job.phase === 'ended') this.report(job, at);
    }
    return true;
  }

  private refused(action: Action, reason: string, at: number): boolean {
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

  private cancelled(reason: string, at: number): boolean {
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
    this.mustDecide = true;
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
    this.mustDecide = true;
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
    (this.ended ??= []).push({ job, at, state: job.state, code, reason: job.exitReason });
  }
}

/** In order of time, and within an instant as design 4.1 orders. */
function inOrder(timers: readonly Fact[], others: readonly Fact[]): readonly Fact[] {
  if (timers.length === 0 && isInOrder(others)) return others;
  const facts = [...timers, ...others];
  facts.sort((a, b) => a.at - b.at);
  let instant = 0;
  for (let next = 1; next <= facts.length; next++) {
    const fact = facts[next];
    if (fact !== undefined && fact.at - facts[instant]!.at < EPSILON) continue;
    if (next - instant > 1) {
      const together = facts.slice(instant, next).sort(compareFacts);
      for (const [place, moved] of together.entries()) facts[instant + place] = moved;
    }
    instant = next;
  }
  return facts;
}

/** True for facts of one very time that stand in order, as they mostly come. */
function isInOrder(facts: readonly Fact[]): boolean {
  for (let next = 1; next < facts.length; next++) {
    const [before, fact] = [facts[next - 1]!, facts[next]!];
    if (before.at !== fact.at || compareFacts(before, fact) > 0) return false;
  }
  return true;
}
