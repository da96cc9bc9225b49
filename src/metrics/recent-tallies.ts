import type { JobTally } from './job-tally.js';

/** A power of two. */
const SLOTS = 1024;

/**
 * The tallies of jobs that the log told of lately, found by the ends of their ids: a log tells again and again of the few jobs
 * that live, and a map of all jobs is larger than the processor's cache.
 */
export class RecentTallies {
  private readonly slots: (JobTally | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

  find(job: string): JobTally | undefined {
    const tally = this.slots[slotOf(job)];
    return tally?.job === job ? tally : undefined;
  }

  /** Puts out another one whose id ends alike. */
  keep(tally: JobTally): void {
    this.slots[slotOf(tally.job)] = tally;
  }

  drop(tally: JobTally): void {
    const slot = slotOf(tally.job);
    if (this.slots[slot] === tally) this.slots[slot] = undefined;
  }
}

/** Ids that are numbered differ in their last digits, so that those of neighbours have slots of their own. */
function slotOf(job: string): number {
  const last = job.length - 1;
  return (
    (job.charCodeAt(last) + 10 * job.charCodeAt(last - 1) + 100 * job.charCodeAt(last - 2)) & (SLOTS - 1)
  );
}
