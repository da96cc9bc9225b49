import type { Job } from './job-state.js';
import { OrderedList } from './ordered-list.js';
import type { Policy } from './policy.js';
import type { Realloc } from './realloc.js';

/**
 * The waiting jobs in the policy's order, with what a decision must know of them without a walk over all: the smallest claim,
 * and who may go past a blocked job.
 */
export class Waiting {
  /** Seconds on the run's clock at which orders are compared. */
  now = 0;
  private readonly order: OrderedList<Job>;
  /**
   * Jobs that may go past the one right before them. All waiting jobs age at one rate (design 4.2), so this changes only where
   * a neighbour comes or goes; who may go past a blocked job is the next one here.
   */
  private readonly leaders: OrderedList<Job> | undefined;
  /** By claim: how many waiting jobs have it. */
  private readonly claims: number[] = [];
  private smallest = Infinity;

  constructor(
    private readonly policy: Policy,
    private readonly realloc: Realloc,
  ) {
    const compare = (a: Job, b: Job): number => (a === b ? 0 : policy.compare(a, b, this.now));
    this.order = new OrderedList(compare);
    if (policy.preemption !== undefined) this.leaders = new OrderedList(compare);
  }

  get size(): number {
    return this.order.size;
  }

  /** Infinity when none waits. */
  get smallestClaim(): number {
    return this.smallest;
  }

  first(): Job | undefined {
    return this.order.first();
  }

  after(job: Job): Job | undefined {
    return this.order.after(job);
  }

  /** The next job behind `blocked` that may go past the one before it. */
  leaderAfter(blocked: Job): Job | undefined {
    const next = this.leaders?.from(blocked);
    return next === blocked ? this.leaders?.after(blocked) : next;
  }

  [Symbol.iterator](): Generator<Job, void> {
    return this.order[Symbol.iterator]();
  }

  add(job: Job): void {
    this.order.add(job);
    const claim = this.realloc.claim(job);
    job.claim = claim;
    while (this.claims.length <= claim) this.claims.push(0);
    this.claims[claim]! += 1;
    if (claim < this.smallest) this.smallest = claim;
    if (this.leaders !== undefined) {
      this.settleLeader(job);
      this.settleLeader(this.order.after(job));
    }
  }

  remove(job: Job): void {
    const next = this.leaders === undefined ? undefined : this.order.after(job);
    this.order.remove(job);
    this.claims[job.claim]! -= 1;
    if (job.claim === this.smallest) this.smallest = this.smallestFrom(job.claim);
    if (job.leads) {
      job.leads = false;
      this.leaders?.remove(job);
    }
    this.settleLeader(next);
  }

  /** Puts the jobs into the order that they have now. */
  sort(): void {
    const jobs = [...this.order];
    this.order.clear();
    for (const job of jobs.sort((a, b) => this.policy.compare(a, b, this.now))) this.order.add(job);
  }

  private smallestFrom(claim: number): number {
    if (this.size === 0) return Infinity;
    while (this.claims[claim] === 0) claim += 1;
    return claim;
  }

  private settleLeader(job: Job | undefined): void {
    if (job === undefined || this.leaders === undefined) return;
    const before = this.order.before(job);
    const leads = before === undefined || this.policy.preemption?.overtakes(job, before, this.now) === true;
    if (leads === job.leads) return;
    job.leads = leads;
    if (leads) this.leaders.add(job);
    else this.leaders.remove(job);
  }
}
