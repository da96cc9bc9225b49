import type { LogRecord } from '../log/records.js';
import { CpuTally } from './cpu-tally.js';
import { nextStretch, type Stretch } from './segments.js';

export type JobRecord = Extract<LogRecord, { kind: 'job' }>;
export type IntentRecord = Extract<LogRecord, { kind: 'intent' }>;
export type EndedRecord = Extract<LogRecord, { kind: 'ended' }>;
export type ProgramRecord = Extract<LogRecord, { kind: 'program' }>;

type Phase = 'expected' | 'queued' | 'running' | 'paused' | 'ended';

/**
 * What the records so far say of one job. Times are seconds on the run's clock, NaN until known. A job waits from its
 * arrival to its end whenever no container of it is confirmed to run (design 8).
 */
export class JobTally {
  phase: Phase = 'expected';
  /** The action that was ordered and is neither confirmed nor refused. */
  intent: IntentRecord | undefined = undefined;
  ended: EndedRecord | undefined = undefined;
  attempt = 0;
  attempts = 0;
  preemptions = 0;
  resizes = 0;
  arrivedAt = Number.NaN;
  startedAt = Number.NaN;
  /** Steps told by the last attempt. */
  steps: number | null = null;
  /** Service time of the last attempt until it was ready. */
  startup = Number.NaN;
  /** Closed stretches in order; undefined when they are not kept. */
  readonly stretches: Stretch[] | undefined;

  private since = Number.NaN;
  private cores = 0;
  private waited = 0;
  private served = 0;
  private coreSeconds = 0;
  private servedBefore = 0;
  private readyAt = Number.NaN;
  /** Not before something is read: in virtual time nothing is. */
  private cpu: CpuTally | undefined = undefined;

  /**
   * @param place among the jobs as they were announced
   * @param position in the workload file
   */
  constructor(
    readonly job: string,
    readonly place: number,
    readonly position: number,
    keepStretches: boolean,
  ) {
    this.stretches = keepStretches ? [] : undefined;
  }

  arrive(at: number): void {
    this.arrivedAt = at;
    this.enter('queued', at, 0);
  }

  hasArrived(): boolean {
    return !Number.isNaN(this.arrivedAt);
  }

  start(at: number, cores: number): void {
    if (Number.isNaN(this.startedAt)) this.startedAt = at;
    this.attempts += 1;
    this.enter('running', at, cores);
    this.servedBefore = this.served;
    // What a quick program says may be in the log before the confirmation of its start.
    if (!Number.isNaN(this.readyAt)) this.startup = Math.max(0, this.readyAt - at);
  }

  resume(at: number, cores: number): void {
    this.enter('running', at, cores);
  }

  pause(at: number): void {
    if (this.phase !== 'running') return;
    this.preemptions += 1;
    this.enter('paused', at, 0);
  }

  /** New cores for a running job; `counts` tells a resize from the shares of the policy none. */
  resize(at: number, cores: number, counts: boolean): void {
    if (this.phase !== 'running' || cores === this.cores) return;
    if (counts) this.resizes += 1;
    this.enter('running', at, cores);
  }

  /** The attempt's container is gone; unless the job ends with it, it waits for its next one. */
  exit(at: number): void {
    if (this.phase === 'running' || this.phase === 'paused') this.enter('queued', at, 0);
  }

  end(record: EndedRecord): void {
    this.ended = record;
    this.enter('ended', record.at, 0);
  }

  order(intent: IntentRecord): void {
    this.intent = intent;
    if (intent.attempt === this.attempt) return;
    this.attempt = intent.attempt;
    this.steps = null;
    this.startup = Number.NaN;
    this.readyAt = Number.NaN;
  }

  /** What the program says of its own progress; late lines of an attempt that is gone are ignored. */
  tell(record: ProgramRecord): void {
    if (record.attempt !== this.attempt) return;
    this.steps = record.step;
    if (record.event !== 'ready') return;
    this.readyAt = record.at;
    if (this.phase === 'running') this.startup = this.serviceAt(record.at) - this.servedBefore;
  }

  /** A reading of the CPU seconds that an attempt's container has used so far. */
  readCpu(attempt: number, seconds: number): void {
    this.cpu ??= new CpuTally();
    this.cpu.read(attempt, seconds);
  }

  /** CPU seconds of all attempts; NaN unless they were read for each that ran. */
  cpuSeconds(): number {
    return this.cpu?.total(this.attempts) ?? Number.NaN;
  }

  waitingAt(now: number): number {
    return this.waited + (this.isWaiting() ? now - this.since : 0);
  }

  serviceAt(now: number): number {
    return this.served + (this.phase === 'running' ? now - this.since : 0);
  }

  coreSecondsAt(now: number): number {
    return this.coreSeconds + (this.phase === 'running' ? this.cores * (now - this.since) : 0);
  }

  /** All stretches until `now`, the open one too. */
  stretchesAt(now: number): readonly Stretch[] {
    if (this.stretches === undefined) return [];
    const open = this.openStretch(now);
    if (open === undefined) return this.stretches;
    const closed = this.stretches.map((stretch) => ({ ...stretch }));
    const next = nextStretch(closed.at(-1), open);
    return next ? [...closed, next] : closed;
  }

  private enter(phase: Phase, at: number, cores: number): void {
    if (this.stretches !== undefined) {
      const open = this.openStretch(at);
      const next = open && nextStretch(this.stretches.at(-1), open);
      if (next) this.stretches.push(next);
    }
    this.waited = this.waitingAt(at);
    this.coreSeconds = this.coreSecondsAt(at);
    this.served = this.serviceAt(at);
    this.phase = phase;
    this.since = at;
    this.cores = cores;
  }

  private isWaiting(): boolean {
    return this.phase === 'queued' || this.phase === 'paused';
  }

  private openStretch(now: number): Stretch | undefined {
    if (this.phase !== 'running' && this.phase !== 'paused') return undefined;
    return {
      job: this.job,
      position: this.position,
      attempt: this.attempt,
      kind: this.phase === 'running' ? 'run' : 'pause',
      start: this.since,
      end: now,
      cores: this.cores,
    };
  }
}
