import type { Action } from './actions.js';
import { admit, sendBack, settleSentBack } from './admission.js';
import { Attempts, type Ended } from './attempts.js';
import { CarryOut } from './carry-out.js';
import { Containers } from './containers.js';
import { Bug } from './errors.js';
import { inOrder } from './fact-order.js';
import type { Fact } from './facts.js';
import type { Job } from './job-state.js';
import { MemoryBudget } from './memory.js';
import type { Policy } from './policy.js';
import type { Pool } from './pool.js';
import type { Realloc } from './realloc.js';
import { Schedule } from './schedule.js';
import { Timers } from './timers.js';

export interface EngineOptions {
  readonly policy: Policy;
  readonly realloc: Realloc;
  readonly pool: Pool;
  /** Bytes that the limits of started containers may add up to; without it memory is not looked at. */
  readonly memory?: number;
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
  /** Jobs that were passed over for lack of memory and had not been before. */
  readonly lackMemory: readonly Job[];
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
  private readonly attempts: Attempts;
  private ignored: Set<Fact> | undefined;

  constructor(options: EngineOptions) {
    const { policy, realloc, pool, memory = Infinity } = options;
    this.schedule = new Schedule(policy, realloc, pool.capacity, new MemoryBudget(memory));
    this.timers = new Timers(this.schedule);
    this.containers = new Containers(this.schedule, pool);
    this.attempts = new Attempts(this.schedule, this.containers);
    this.carryOut = new CarryOut(this.schedule, pool);
  }

  /** Jobs that have arrived and are not over. */
  get openJobs(): number {
    return this.attempts.open;
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
    this.attempts.forget();
    this.ignored = undefined;
    for (const fact of applied) {
      if (this.apply(fact)) continue;
      this.ignored ??= new Set();
      this.ignored.add(fact);
    }
    this.setNow(now);
    const decided = this.schedule.mustDecide;
    this.schedule.mustDecide = false;
    this.schedule.decided = decided;
    if (decided) this.decide();
    const actions = this.carryOut.actions();
    this.timers.forget();
    const { concluded, ended } = this.attempts;
    return {
      facts: concluded === undefined ? applied : [...applied, ...concluded],
      ignored: this.ignored ?? NOTHING_IGNORED,
      decided,
      actions,
      ended: ended ?? NOBODY_ENDED,
      lackMemory: this.schedule.memory.takeLacking(),
    };
  }

  /** Gives an action the id that a log has for it, when the run in that log goes on (design 5.3). */
  renumber(action: Action, id: number): void {
    this.carryOut.renumber(action, id);
  }

  private setNow(now: number): void {
    this.schedule.now = now;
    this.schedule.waiting.now = now;
  }

  private decide(): void {
    const { schedule } = this;
    const { policy, attended, waiting } = schedule;
    if (policy.charge !== undefined) for (const job of attended) policy.charge(job, schedule.now);
    if (policy.reorders === true) waiting.sort();
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
        return this.attempts.exited(fact.job, fact.attempt, fact.exit, fact.at);
      case 'timed_out':
        return this.attempts.timedOut(fact.job, fact.at);
      case 'turn_ended':
        return this.turnEnded(fact.job, fact.at);
      case 'exemption_ended':
      case 'aging_tick':
        this.schedule.mustDecide = true;
        return true;
      case 'confirmed':
        return this.containers.confirmed(fact.action, fact.at);
      case 'refused':
        return this.attempts.refused(fact.action, fact.reason, fact.at);
      case 'cancelled':
        return this.attempts.cancelled(fact.reason, fact.at);
    }
  }

  private arrived(job: Job, at: number): boolean {
    if (job.phase !== 'expected') throw new Bug(`${job.id} arrives twice`);
    this.attempts.open += 1;
    job.waitFrom(at);
    this.schedule.queue(job);
    this.schedule.mustDecide = true;
    return true;
  }

  private updated(job: Job, cores: number): boolean {
    if (job.phase === 'ended') return false;
    if (job.phase === 'waiting') {
      this.schedule.waiting.remove(job);
      job.request = cores;
      this.schedule.waiting.add(job);
      this.schedule.mustDecide = true;
      return true;
    }
    job.request = cores;
    this.schedule.mustDecide = true;
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
    this.schedule.mustDecide = true;
    return true;
  }
}
