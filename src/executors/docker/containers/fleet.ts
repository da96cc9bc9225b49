import type { JobContainer } from './container.js';

/** Seconds that the rest of the output of a container that is over is waited for. */
const LAST_OUTPUT = 2;

/** The containers of a run that may still come to something. */
export class Fleet {
  private readonly byId = new Map<string, JobContainer>();
  private readonly byAttempt = new Map<string, JobContainer>();
  private readonly draining = new Set<JobContainer>();

  add(container: JobContainer): void {
    this.byId.set(container.id, container);
    this.byAttempt.set(keyOf(container.plan.job.id, container.attempt), container);
  }

  /** It is over; it is remembered only until its output is all here. */
  retire(container: JobContainer): void {
    this.byId.delete(container.id);
    const key = keyOf(container.plan.job.id, container.attempt);
    if (this.byAttempt.get(key) === container) this.byAttempt.delete(key);
    if (container.attachment === undefined) return;
    this.draining.add(container);
    void container.drained(LAST_OUTPUT).then(() => {
      container.cutOff();
      this.draining.delete(container);
    });
  }

  /** Until all output of those that are over is here, or has been waited for long enough. */
  async drained(): Promise<void> {
    await Promise.all([...this.draining].map((container) => container.drained(LAST_OUTPUT)));
  }

  get(id: string): JobContainer | undefined {
    return this.byId.get(id);
  }

  ofAttempt(job: string, attempt: number): JobContainer | undefined {
    return this.byAttempt.get(keyOf(job, attempt));
  }

  /** As they are now: the list does not change while it is gone through. */
  all(): readonly JobContainer[] {
    return [...this.byId.values()];
  }
}

function keyOf(job: string, attempt: number): string {
  return `${job}\n${attempt}`;
}
