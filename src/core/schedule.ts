import { Bug, RuleError } from './errors.js';
import type { JobView } from './job.js';
import { Job } from './job-state.js';
import type { MemoryBudget } from './memory.js';
import type { Policy } from './policy.js';
import type { Cores, Realloc } from './realloc.js';
import { Waiting } from './waiting.js';

/**
 * What is decided: who is attended with how many cores, and who waits. Containers follow later; nothing here looks at them
 * but to know whose turn goes on.
 */
export class Schedule implements Cores {
  readonly waiting: Waiting;
  readonly attended: Job[] = [];
  /** Jobs whose container may differ from what is decided, in the order in which that came about. */
  readonly unsettled: Job[] = [];
  /** Jobs sent back to the waiting ones in the decision that is being made. */
  readonly sentBack: Job[] = [];
  /** Seconds on the run's clock at which the decision is made. */
  now = 0;
  /** Number of the decision that is being made, from 1. */
  decision = 0;
  /** The last step made a decision. */
  decided = false;
  changed = false;
  /** Something of this step calls for a decision. */
  mustDecide = false;
  /** Cores given to the attended jobs. */
  given = 0;
  /** How many attended jobs have a timeout. */
  timeouts = 0;
  private held = 0;
  private queueRank = 0;
  private turnRank = 0;

  constructor(
    readonly policy: Policy,
    readonly realloc: Realloc,
    readonly capacity: number,
    readonly memory: MemoryBudget,
  ) {
    this.waiting = new Waiting(policy, realloc);
  }

  get free(): number {
    return this.capacity - this.held;
  }

  get waitingCount(): number {
    return this.waiting.size;
  }

  get placed(): boolean {
    return this.realloc.placed !== false;
  }

  /** Cores free while some waiting job's claim fits into them (design 8, idle_while_queued). */
  get idle(): number {
    const free = this.capacity - this.given;
    return this.waiting.smallestClaim <= free ? free : 0;
  }

  compare(a: JobView, b: JobView): number {
    const { policy } = this;
    return policy.compareAttended?.(a, b, this.now) ?? policy.compare(a, b, this.now);
  }

  give(job: JobView, cores: number): void {
    if (!(job instanceof Job) || this.attended[job.runIndex] !== job) {
      throw new RuleError(`${this.realloc.name}: gives cores to ${job.id}, which is not attended`);
    }
    if (job.given === cores) return;
    this.setGiven(job, cores);
    this.unsettle(job);
  }

  /** Puts a job at the tail of the FIFO queue and among the waiting jobs. */
  queue(job: Job): void {
    job.phase = 'waiting';
    job.queueRank = ++this.queueRank;
    job.freezeAttained(this.now);
    this.waiting.add(job);
  }

  /** Takes a job from the waiting jobs and attends it with what the mode gives at admission. */
  attend(job: Job): void {
    this.waiting.remove(job);
    job.phase = 'running';
    job.attendedAt = this.now;
    job.runIndex = this.attended.length;
    this.attended.push(job);
    if (job.timeout !== Infinity) this.timeouts += 1;
    this.setGiven(job, this.realloc.admit(job, this.free));
    job.turnRank = ++this.turnRank;
    this.changed = true;
    this.unsettle(job);
  }

  /** A turn goes on as a new one, the latest of all. */
  renewTurn(job: Job, at: number): void {
    job.turnStart = at;
    job.turnRank = ++this.turnRank;
  }

  /** An attended job is attended no longer; the caller says what becomes of it. */
  leave(job: Job): void {
    const last = this.attended.pop();
    if (last === undefined || job.runIndex < 0) throw new Bug(`${job.id} leaves and was not attended`);
    if (last !== job) {
      this.attended[job.runIndex] = last;
      last.runIndex = job.runIndex;
    }
    job.runIndex = -1;
    if (job.timeout !== Infinity) this.timeouts -= 1;
    this.held -= job.hold;
    this.given -= job.given;
    job.hold = 0;
    job.given = 0;
    this.changed = true;
    this.policy.charge?.(job, this.now);
    this.realloc.left?.(job);
    this.unsettle(job);
  }

  unsettle(job: Job): void {
    if (job.unsettled) return;
    job.unsettled = true;
    this.unsettled.push(job);
  }

  private setGiven(job: Job, cores: number): void {
    if (this.placed && !(Number.isInteger(cores) && cores >= job.minCores && cores <= job.maxCores)) {
      throw new RuleError(
        `${this.realloc.name}: gives ${cores} cores to ${job.id}, which takes ${job.minCores} to ${job.maxCores}`,
      );
    }
    this.given += cores - job.given;
    job.given = cores;
    const hold = this.realloc.hold(job);
    this.held += hold - job.hold;
    job.hold = hold;
  }
}
