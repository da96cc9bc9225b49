import type { LogRecord } from '../../../src/log/records.js';

export type JobRecord = Extract<LogRecord, { kind: 'job' }>;
export type RunRecord = Extract<LogRecord, { kind: 'run' }>;
type Intent = Extract<LogRecord, { kind: 'intent' }>;

/** A job as the records up to now show it. */
export interface SeenJob {
  readonly spec: JobRecord;
  /** r now. */
  request: number;
  arrived: boolean;
  ended: boolean;
  container: 'none' | 'running' | 'paused';
  /** As confirmed; fractions only where jobs share the cores. */
  cores: number;
  /** As confirmed. */
  ids: readonly number[];
  inFlight: Intent | undefined;
  /** The attempt is over for the engine though its container may not be gone yet. */
  timedOut: boolean;
  /** When it joined the tail of the queue: the number of the record, and the time of what happened. */
  queued: { readonly record: number; readonly at: number };
  /** Seconds that it has waited, without the wait that goes on. */
  waited: number;
  waitsSince: number | undefined;
  /** The log says that it is passed over for want of memory: this alone departs from the rules (design 5.2). */
  lacksMemory: boolean;
}

/** What is known of a run after some of its records, rebuilt from what was confirmed and from nothing else. */
export class RunState {
  readonly jobs = new Map<string, SeenJob>();
  header: RunRecord | undefined;
  decision: Extract<LogRecord, { kind: 'decision' }> | undefined;
  /** Something happened that the latest decision does not know of, or there is none yet. */
  isStale = true;
  cancelled = false;
  /** Somebody was pushed out in the latest decision: what that freed was not there yet when growths were granted (design 4.5). */
  gaveWay = false;
  at = 0;
  private readonly intents = new Map<number, Intent>();
  private record = 0;

  get isSettled(): boolean {
    return this.intents.size === 0;
  }

  running(): SeenJob[] {
    return [...this.jobs.values()].filter((job) => job.container === 'running');
  }

  waiting(): SeenJob[] {
    return [...this.jobs.values()].filter((job) => job.arrived && !job.ended && job.container !== 'running');
  }

  /** @throws Error with what is impossible about the record */
  apply(record: LogRecord): void {
    this.record += 1;
    if ('at' in record) this.at = record.at;
    if (record.kind === 'run') this.header = record;
    else if (this.header === undefined) throw new Error('there is no run record before it');
    switch (record.kind) {
      case 'job':
        this.jobs.set(record.job, newJob(record));
        return;
      case 'arrived': {
        const job = this.job(record.job);
        job.arrived = true;
        this.queue(job, record.at);
        this.isStale = true;
        return;
      }
      case 'updated':
        if (!record.effect) return;
        this.job(record.job).request = record.cores;
        this.isStale = true;
        return;
      case 'turn_ended':
        this.job(record.job).queued = { record: this.record, at: record.at };
        return;
      case 'timed_out': {
        const job = this.job(record.job);
        job.timedOut = true;
        this.queue(job, record.at);
        this.isStale = true;
        return;
      }
      case 'cancelled':
        this.cancelled = true;
        return;
      case 'exited':
        this.exited(this.job(record.job), record.at);
        return;
      case 'ended':
        this.ended(this.job(record.job));
        return;
      case 'decision':
        this.decision = record;
        this.isStale = false;
        this.gaveWay = false;
        return;
      case 'intent':
        if (record.cause?.kind === 'gave_way') this.gaveWay = true;
        this.ordered(record);
        return;
      case 'outcome':
        this.settled(record);
        return;
      case 'run':
      case 'exemption_ended':
      case 'aging_tick':
      case 'program':
      case 'cpu':
      case 'beat':
      case 'left':
      case 'resumed':
        return;
      case 'note':
        if (record.job !== undefined && /\bmemory\b/.test(record.text))
          this.job(record.job).lacksMemory = true;
        return;
      case 'end':
        this.over();
    }
  }

  /** Cores of which a job may be using any: those confirmed, and those that an action in flight takes. */
  private takenBy(job: SeenJob): ReadonlySet<number> {
    return new Set([...job.ids, ...(job.inFlight?.ids ?? [])]);
  }

  private ordered(intent: Intent): void {
    const job = this.job(intent.job);
    if (job.inFlight !== undefined) throw new Error(`${job.spec.job} has an action in flight already`);
    if (this.intents.has(intent.id)) throw new Error(`two actions have the id ${intent.id}`);
    if (job.ended) throw new Error(`${job.spec.job} has ended`);
    job.inFlight = intent;
    this.intents.set(intent.id, intent);
    this.checkCores(job, intent);
  }

  private checkCores(job: SeenJob, { action, ids = [], cores }: Intent): void {
    const id = job.spec.job;
    if (action === 'pause' || action === 'kill' || this.isShared()) return;
    if (ids.length !== cores || new Set(ids).size !== cores)
      throw new Error(`${id} is to have ${cores} cores and gets ${ids.join(',')}`);
    const alien = ids.filter((core) => this.header?.ids.includes(core) !== true);
    if (alien.length > 0) throw new Error(`${id} gets ${alien.join(',')}, which the run has not`);
    if (cores < job.spec.min_cores || cores > job.spec.max_cores)
      throw new Error(`${id} gets ${cores} cores, outside ${job.spec.min_cores} to ${job.spec.max_cores}`);
    const mine = this.takenBy(job);
    for (const other of this.jobs.values()) {
      if (other === job) continue;
      const both = [...this.takenBy(other)].filter((core) => mine.has(core));
      if (both.length > 0)
        throw new Error(`core ${both.join(',')} is held by ${other.spec.job} and given to ${id}`);
    }
  }

  private settled(outcome: Extract<LogRecord, { kind: 'outcome' }>): void {
    const intent = this.intents.get(outcome.id);
    if (intent === undefined) throw new Error(`there is no action ${outcome.id} to be settled`);
    // A kill is over when the exit is told: until then the container may hold its cores.
    if (intent.action === 'kill' && outcome.ok) return;
    this.intents.delete(outcome.id);
    const job = this.job(intent.job);
    job.inFlight = undefined;
    if (!outcome.ok) {
      this.isStale = true;
      if (intent.action === 'start') this.queue(job, outcome.at);
      return;
    }
    switch (intent.action) {
      case 'start':
      case 'resume':
        if (job.waitsSince !== undefined) job.waited += outcome.at - job.waitsSince;
        job.waitsSince = undefined;
        job.container = 'running';
        job.lacksMemory = false;
        break;
      case 'pause':
        job.container = 'paused';
        job.waitsSince = outcome.at;
        break;
      case 'resize':
      case 'share':
      case 'kill':
        break;
    }
    job.cores = intent.cores;
    job.ids = intent.ids ?? [];
  }

  private exited(job: SeenJob, at: number): void {
    if (job.inFlight !== undefined) {
      this.intents.delete(job.inFlight.id);
      job.inFlight = undefined;
    }
    job.container = 'none';
    job.cores = 0;
    job.ids = [];
    if (!job.timedOut) this.queue(job, at);
    job.timedOut = false;
    this.isStale = true;
  }

  private ended(job: SeenJob): void {
    const id = job.spec.job;
    if (job.ended) throw new Error(`${id} ends twice`);
    if (job.container !== 'none') throw new Error(`${id} ends and its container is ${job.container}`);
    if (job.inFlight !== undefined) throw new Error(`${id} ends and its ${job.inFlight.action} is in flight`);
    job.ended = true;
    job.waitsSince = undefined;
    this.isStale = true;
  }

  private over(): void {
    if (this.intents.size > 0) throw new Error(`${this.intents.size} actions are in flight at the end`);
    const open = [...this.jobs.values()].filter((job) => !job.ended).map((job) => job.spec.job);
    if (open.length > 0) throw new Error(`the run is over and ${open.join(', ')} have not ended`);
  }

  private queue(job: SeenJob, at: number): void {
    job.queued = { record: this.record, at };
    job.waitsSince ??= at;
  }

  private isShared(): boolean {
    return this.header?.config.realloc === null;
  }

  private job(id: string): SeenJob {
    const job = this.jobs.get(id);
    if (job === undefined) throw new Error(`there is no job ${id}`);
    return job;
  }
}

function newJob(spec: JobRecord): SeenJob {
  return {
    spec,
    request: spec.cores,
    arrived: false,
    ended: false,
    container: 'none',
    cores: 0,
    ids: [],
    inFlight: undefined,
    timedOut: false,
    queued: { record: 0, at: 0 },
    waited: 0,
    waitsSince: undefined,
    lacksMemory: false,
  };
}
