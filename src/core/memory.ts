import type { Job } from './job-state.js';

const NOBODY: readonly Job[] = [];

/** Memory of the host that the limits of started containers may add up to, from dispatch to end (design 5.2). */
export class MemoryBudget {
  private reserved = 0;
  private lacking: Job[] = [];

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

  /** The job lacks memory: told once a job. */
  passOver(job: Job): void {
    if (job.lackedMemory) return;
    job.lackedMemory = true;
    this.lacking.push(job);
  }

  /** Jobs that were passed over for the first time since the last call. */
  takeLacking(): readonly Job[] {
    if (this.lacking.length === 0) return NOBODY;
    const taken = this.lacking;
    this.lacking = [];
    return taken;
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
