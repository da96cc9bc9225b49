import type { Job } from './job-state.js';

/** Memory of the host that the limits of started containers may add up to, from dispatch to end (design 5.2). */
export class MemoryBudget {
  private reserved = 0;

  /** @param limit bytes; Infinity where memory is not looked at */
  constructor(readonly limit: number) {}

  get isLimited(): boolean {
    return this.limit !== Infinity;
  }

  /** Bytes that are reserved. */
  get used(): number {
    return this.reserved;
  }

  fits(job: Job): boolean {
    return job.memoryReserved || this.reserved + job.memory <= this.limit;
  }

  reserve(job: Job): void {
    if (job.memoryReserved) return;
    job.memoryReserved = true;
    this.reserved += job.memory;
  }

  release(job: Job): void {
    if (!job.memoryReserved) return;
    job.memoryReserved = false;
    this.reserved -= job.memory;
  }
}
