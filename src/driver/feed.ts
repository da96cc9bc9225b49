import { byArrival } from '../core/arrival-order.js';
import type { Fact } from '../core/facts.js';
import type { JobRequest } from '../core/job.js';
import { Job } from '../core/job-state.js';
import { atMost } from '../core/time.js';

/** A change of a job's request by its user: `cores` from `at` on, seconds on the run's clock. */
interface RequestUpdate {
  readonly at: number;
  readonly cores: number;
}

/** When a job comes, and when its user changes its request; seconds on the run's clock. */
export interface FeedEntry {
  readonly arrival: number;
  readonly updates: readonly RequestUpdate[];
}

interface DueUpdate extends RequestUpdate {
  readonly job: Job;
}

/**
 * Tells the engine of arrivals and of the users' updates when their time has come. A job is made when it is first told of, so
 * that a long workload does not fill the memory with jobs that are yet to come.
 */
export class Feed {
  /** Places in the file in the order of arrival. */
  private readonly order: readonly number[];
  private readonly updates: readonly DueUpdate[];
  /** By place in the file: the jobs that were asked for, or told of, before their arrival. */
  private readonly made = new Map<number, Job>();
  private nextArrival = 0;
  private nextUpdate = 0;

  /**
   * @param entries in file order
   * @param requestOf the job at a place in the file, as the engine takes it
   */
  constructor(
    private readonly entries: readonly FeedEntry[],
    private readonly requestOf: (index: number) => JobRequest,
  ) {
    this.order = byArrival(entries);
    const updates: DueUpdate[] = [];
    this.order.forEach((index, rank) => {
      const due = entries[index]!.updates;
      if (due.length === 0) return;
      const job = this.make(index, rank);
      for (const update of due) updates.push({ ...update, job });
    });
    this.updates = updates.sort((a, b) => a.at - b.at || a.job.arrivalRank - b.job.arrivalRank);
  }

  /** Makes all jobs, in file order. To be asked before the first one arrives. */
  all(): readonly Job[] {
    this.order.forEach((index, rank) => this.made.get(index) ?? this.make(index, rank));
    return this.entries.map((_, index) => this.made.get(index)!);
  }

  /** So many arrivals and updates were told of before, by a run that this one goes on with. */
  skip(arrivals: number, updates: number): void {
    this.nextArrival = arrivals;
    this.nextUpdate = updates;
  }

  /** Seconds on the run's clock of the next arrival or update; Infinity when there is none. */
  nextAt(): number {
    const arrival = this.arrivalAt(this.nextArrival);
    const update = this.updates[this.nextUpdate]?.at ?? Infinity;
    return arrival < update ? arrival : update;
  }

  /** True while a job has not arrived yet. */
  get hasArrivals(): boolean {
    return this.nextArrival < this.order.length;
  }

  /** Adds to `facts` what is due up to `now`. */
  take(now: number, facts: Fact[]): void {
    for (let update = this.updates[this.nextUpdate]; update !== undefined && atMost(update.at, now);) {
      facts.push({ kind: 'updated', at: update.at, job: update.job, cores: update.cores });
      update = this.updates[++this.nextUpdate];
    }
    while (atMost(this.arrivalAt(this.nextArrival), now)) {
      const job = this.jobAt(this.nextArrival);
      facts.push({ kind: 'arrived', at: job.arrival, job });
      this.nextArrival += 1;
    }
  }

  /** Gives up on all that has not come yet; the jobs that have not arrived, in order of arrival. */
  stop(): readonly Job[] {
    const rest: Job[] = [];
    for (let rank = this.nextArrival; rank < this.order.length; rank++) rest.push(this.jobAt(rank));
    this.nextArrival = this.order.length;
    this.nextUpdate = this.updates.length;
    return rest;
  }

  /** @param rank place in the order of arrival; Infinity behind the last */
  private arrivalAt(rank: number): number {
    const index = this.order[rank];
    return index === undefined ? Infinity : this.entries[index]!.arrival;
  }

  private jobAt(rank: number): Job {
    const index = this.order[rank]!;
    return this.made.get(index) ?? new Job(this.requestOf(index), rank);
  }

  private make(index: number, rank: number): Job {
    const job = new Job(this.requestOf(index), rank);
    this.made.set(index, job);
    return job;
  }
}
