import type { Fact } from '../core/facts.js';
import type { JobRequest } from '../core/job.js';
import { Job } from '../core/job-state.js';
import { atMost, compareClose } from '../core/time.js';

/** A change of a job's request by its user: `cores` from `at` on, seconds on the run's clock. */
export interface RequestUpdate {
  readonly at: number;
  readonly cores: number;
}

/** A job as the workload brings it. */
export interface FeedEntry {
  readonly request: JobRequest;
  readonly updates: readonly RequestUpdate[];
}

interface DueUpdate extends RequestUpdate {
  readonly job: Job;
}

/** Tells the engine of arrivals and of the users' updates when their time has come. */
export class Feed {
  /** In file order. */
  readonly jobs: readonly Job[];
  private readonly arrivals: readonly Job[];
  private readonly updates: readonly DueUpdate[];
  private nextArrival = 0;
  private nextUpdate = 0;

  /** @param entries in file order */
  constructor(entries: readonly FeedEntry[]) {
    const order = byArrival(entries);
    const ranks = new Uint32Array(entries.length);
    order.forEach((index, rank) => (ranks[index] = rank));
    this.jobs = entries.map((entry, index) => new Job(entry.request, ranks[index] ?? 0));
    this.arrivals = order.map((index) => this.jobs[index]!);
    this.updates = entries
      .flatMap((entry, index) => entry.updates.map((update) => ({ ...update, job: this.jobs[index]! })))
      .sort((a, b) => a.at - b.at || a.job.arrivalRank - b.job.arrivalRank);
  }

  /** Seconds on the run's clock of the next arrival or update; Infinity when there is none. */
  nextAt(): number {
    return Math.min(
      this.arrivals[this.nextArrival]?.arrival ?? Infinity,
      this.updates[this.nextUpdate]?.at ?? Infinity,
    );
  }

  /** True while a job has not arrived yet. */
  get hasArrivals(): boolean {
    return this.nextArrival < this.arrivals.length;
  }

  /** Adds to `facts` what is due up to `now`. */
  take(now: number, facts: Fact[]): void {
    for (let update = this.updates[this.nextUpdate]; update !== undefined && atMost(update.at, now);) {
      facts.push({ kind: 'updated', at: update.at, job: update.job, cores: update.cores });
      update = this.updates[++this.nextUpdate];
    }
    for (let job = this.arrivals[this.nextArrival]; job !== undefined && atMost(job.arrival, now);) {
      facts.push({ kind: 'arrived', at: job.arrival, job });
      job = this.arrivals[++this.nextArrival];
    }
  }

  /** Gives up on all that has not come yet; the jobs that have not arrived, in order of arrival. */
  stop(): readonly Job[] {
    const rest = this.arrivals.slice(this.nextArrival);
    this.nextArrival = this.arrivals.length;
    this.nextUpdate = this.updates.length;
    return rest;
  }
}

/** Indices by arrival, then file position; arrivals closer than EPSILON are equal. */
function byArrival(entries: readonly FeedEntry[]): number[] {
  const arrival = (index: number): number => entries[index]?.request.arrival ?? 0;
  const order = entries.map((_, index) => index).sort((a, b) => arrival(a) - arrival(b) || a - b);
  let first = 0;
  for (let next = 1; next <= order.length; next++) {
    if (next < order.length && compareClose(arrival(order[next] ?? 0), arrival(order[first] ?? 0)) === 0)
      continue;
    if (next - first > 1)
      order.splice(first, next - first, ...order.slice(first, next).sort((a, b) => a - b));
    first = next;
  }
  return order;
}
