import type { LogRecord, RunConfig } from '../../src/log/records.js';

type JobRecord = Extract<LogRecord, { kind: 'job' }>;
type RunRecord = Extract<LogRecord, { kind: 'run' }>;
type Order = 'start' | 'resume' | 'resize' | 'share' | 'pause' | 'kill';

function runRecord(config: Partial<RunConfig> = {}, more: Partial<RunRecord> = {}): RunRecord {
  const whole = {
    policy: 'fcfs',
    realloc: 'strict',
    cores: 4,
    options: {},
    executor: 'sim',
    ...config,
  } as const;
  return {
    kind: 'run',
    version: 1,
    tfsched: '1.2.3',
    run: 'run-1',
    command: 'simulate',
    workload: { file: 'w.yaml' },
    config: whole,
    ids: Array.from({ length: whole.cores }, (_, id) => id),
    ...more,
  };
}

/** A log that is written by hand, step by step. Times in seconds. */
export class LogBuilder {
  readonly records: LogRecord[];
  private nextId = 1;
  private jobs = 0;
  private readonly attempts = new Map<string, number>();

  constructor(config: Partial<RunConfig> = {}, more: Partial<RunRecord> = {}) {
    this.records = [runRecord(config, more)];
  }

  add(...records: LogRecord[]): this {
    this.records.push(...records);
    return this;
  }

  job(job: string, more: Partial<JobRecord> = {}): this {
    const record = { kind: 'job', job, position: this.jobs++, model: 'spin', arrival: 0, cores: 1 } as const;
    return this.add({ ...record, min_cores: 1, max_cores: 4, priority: 0, ...more });
  }

  arrive(at: number, job: string): this {
    return this.add({ kind: 'arrived', at, job });
  }

  /** An order that is confirmed at `done`, by default at once. */
  do(at: number, action: Order, job: string, cores = 0, done = at): this {
    const id = this.order(at, action, job, cores);
    return this.add({ kind: 'outcome', at: done, id, ok: true });
  }

  refuse(at: number, action: Order, job: string, cores = 0): this {
    const id = this.order(at, action, job, cores);
    return this.add({ kind: 'outcome', at, id, ok: false, reason: 'no such thing' });
  }

  /** An order without its outcome. */
  order(at: number, action: Order, job: string, cores = 0): number {
    const id = this.nextId++;
    this.add({ kind: 'intent', at, id, action, job, attempt: this.attempts.get(job) ?? 1, cores });
    return id;
  }

  exit(at: number, job: string, code = 0): this {
    const attempt = this.attempts.get(job) ?? 1;
    this.attempts.set(job, attempt + 1);
    return this.add({ kind: 'exited', at, job, attempt, code });
  }

  end(
    at: number,
    job: string,
    state: 'done' | 'failed' | 'cancelled' = 'done',
    code: number | null = 0,
  ): this {
    return this.add({ kind: 'ended', at, job, state, code });
  }

  /** Exits with 0 and is done. */
  finish(at: number, job: string): this {
    return this.exit(at, job).end(at, job);
  }

  decision(at: number, idle: number): this {
    return this.add({ kind: 'decision', at, running: 0, waiting: 0, held: 0, idle });
  }

  close(at: number): this {
    return this.add({ kind: 'end', at });
  }
}
