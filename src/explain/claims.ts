import type { Job } from '../core/job-state.js';
import type { Schedule } from '../core/schedule.js';
import { EPSILON } from '../core/time.js';
import type { Claim, Reason } from './explanation.js';

/** A job that ran when the one in question arrived. */
interface Runner {
  readonly job: Job;
  readonly attempt: number;
  readonly request: number;
  readonly hold: number;
}

/** Modes in which a job keeps its cores, and so its speed, whoever else is admitted. */
const STEADY = ['strict', 'always_attend'];

/**
 * Finds what alone would have let a job begin earlier, while it waits for the first time. Only what must be so is claimed: up to
 * the time that a claim names, the run would have gone as it did, but for jobs that would have had to wait instead.
 */
export class ClaimFinder {
  private readonly found = new Map<Claim['kind'], Claim>();
  private readonly ahead = new Set<string>();
  private runners: readonly Runner[] | undefined;
  private freeAtFirst = 0;
  /** Nobody was admitted since it arrived: had it been first, all would have gone the same. */
  private isUndisturbed = true;
  /** Of the claim by order: nothing can be said any more. */
  private isOver = false;
  private wasNext = false;

  constructor(private readonly job: Job) {}

  get claims(): readonly Claim[] {
    return [...this.found.values()].sort((a, b) => a.at - b.at);
  }

  /** A decision is about to be made in which the job waits. */
  before(schedule: Schedule): void {
    const { job } = this;
    const isFirst = this.runners === undefined;
    if (isFirst) this.begin(schedule);
    if (this.isOver) return;
    for (const other of schedule.waiting) {
      if (other === job) break;
      this.ahead.add(other.id);
    }
    const free = this.freeHadItBeenFirst(schedule);
    if (free === undefined || job.request !== job.cores) this.isOver = true;
    else if (job.claim <= free) {
      this.isOver = true;
      const before = this.isUndisturbed ? inItsWay(job, schedule) : [...this.ahead];
      if (before.length > 0) this.found.set('order', { kind: 'order', at: schedule.now, before });
    } else if (!goesOn(schedule)) this.isOver = true;
  }

  /** That decision is made, and the job still waits for the reason given. */
  after(schedule: Schedule, reason: Reason, othersAdmitted: boolean): void {
    if (othersAdmitted) this.isUndisturbed = false;
    if (this.job.request !== this.job.cores) return;
    this.askedForLess(schedule, reason);
    if (reason.kind !== 'promise' || reason.to === null || this.found.has('estimate')) return;
    const seconds = (reason.promised ?? Infinity) - schedule.now;
    if (this.job.claim > schedule.free || !(seconds > EPSILON && seconds < Infinity)) return;
    this.found.set('estimate', { kind: 'estimate', at: schedule.now, seconds });
  }

  private begin(schedule: Schedule): void {
    this.freeAtFirst = schedule.free;
    this.runners = schedule.attended.map((job) => ({
      job,
      attempt: job.attempt,
      request: job.request,
      hold: job.hold,
    }));
    const owesGrowth =
      schedule.realloc.name === 'strict' && schedule.attended.some(({ request, given }) => request !== given);
    this.isOver = owesGrowth || keepsPromises(schedule) || !schedule.memory.fits(this.job);
  }

  /** Cores that would be free for it now, had it gone before all others since it arrived; undefined where nobody can tell. */
  private freeHadItBeenFirst({ free, realloc, policy }: Schedule): number | undefined {
    if (this.isUndisturbed) return free;
    // An order that depends on who has run would be another one.
    if (policy.reorders === true || !STEADY.includes(realloc.name)) return undefined;
    let sum = this.freeAtFirst;
    for (const { job, attempt, request, hold } of this.runners ?? []) {
      const isThere = job.phase === 'running' && job.attempt === attempt;
      if (!isThere) sum += hold;
      else if (job.request !== request) return undefined;
    }
    return sum;
  }

  /** With fewer cores it would have been admitted when nothing but cores was missing. */
  private askedForLess(schedule: Schedule, reason: Reason): void {
    if (reason.kind !== 'cores' || this.found.has('request')) return;
    const { backfill } = schedule.policy;
    // What a policy promises a job depends on what it asks for: others would have gone past it, or not.
    if (backfill !== undefined && (this.wasNext || schedule.waiting.first() !== this.job)) return;
    this.wasNext = true;
    if (keepsPromises(schedule) || schedule.free < 1) return;
    const isRequest = schedule.realloc.name === 'strict';
    this.found.set('request', {
      kind: 'request',
      at: schedule.now,
      what: isRequest ? 'cores' : 'min_cores',
      cores: schedule.free,
      instead_of: this.job.claim,
    });
  }
}

/** Past its first decision a claim by order is made only where jobs start in order, and run until they end. */
function goesOn({ policy }: Schedule): boolean {
  return policy.preemption === undefined && policy.quantum === undefined && policy.backfill === undefined;
}

/** What was promised before is kept, whoever comes and however small. */
function keepsPromises({ policy }: Schedule): boolean {
  return policy.name === 'conservative';
}

/** Those before it in the order that are not admitted now, or leave it too few cores: the others may go first. */
function inItsWay(job: Job, { waiting, memory, realloc, free }: Schedule): string[] {
  const found: string[] = [];
  let left = free;
  for (const other of waiting) {
    if (other === job) break;
    if (found.length === 0 && !memory.fits(other)) continue;
    const taken = realloc.admit(other, left);
    const leavesEnough = other.claim <= left && left - taken >= job.claim;
    if (found.length === 0 && leavesEnough) left -= taken;
    else found.push(other.id);
  }
  return found;
}
