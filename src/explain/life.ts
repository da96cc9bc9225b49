import type { CoreId } from '../core/actions.js';
import { EPSILON } from '../core/time.js';
import type { Wait, WaitBegin, WaitEnd } from './explanation.js';
import type { RecordOf } from '../rebuild/steps.js';

/** A stretch in which a job waited, as the log alone tells it. */
export type PlainWait = Omit<Wait, 'reasons' | 'passages' | 'ended'> & { readonly ended: PlainEnd };
export type PlainEnd =
  | Exclude<WaitEnd, { kind: 'start' | 'resume' }>
  | {
      readonly kind: 'start' | 'resume';
      readonly cores: number;
      readonly decided: number;
    };

/** From `at` on, what a job's container is confirmed to do. */
export interface Stage {
  readonly at: number;
  readonly phase: 'queued' | 'running' | 'paused' | 'ended';
  readonly cores: number;
  readonly ids: readonly CoreId[];
}

type Open = { -readonly [Key in 'kind' | 'attempt' | 'from' | 'began']: PlainWait[Key] } & {
  refusals: PlainWait['refusals'][number][];
};

/** What the records of a log say of one job: when it waited and ran, as design 8 counts it. */
export class Life {
  readonly waits: PlainWait[] = [];
  readonly stages: Stage[] = [];
  arrivedAt = Number.NaN;
  startedAt = Number.NaN;
  ended: RecordOf<'ended'> | undefined;
  intent: RecordOf<'intent'> | undefined;
  /** That of the last order. */
  private attempt = 0;
  private open: Open | undefined;

  constructor(readonly record: RecordOf<'job'>) {}

  get phase(): Stage['phase'] | 'expected' {
    return this.stages.at(-1)?.phase ?? 'expected';
  }

  /** The last stage that had begun at a time. */
  stageAt(at: number): Stage | undefined {
    return this.stages.findLast((stage) => stage.at - at < EPSILON);
  }

  arrive(at: number): void {
    this.arrivedAt = at;
    this.wait('queued', at, { kind: 'arrived' });
  }

  order(intent: RecordOf<'intent'>): void {
    this.intent = intent;
    this.attempt = intent.attempt;
  }

  confirm(at: number, intent: RecordOf<'intent'>): void {
    const { action, cores, ids = [] } = intent;
    switch (action) {
      case 'start':
      case 'resume':
        if (Number.isNaN(this.startedAt)) this.startedAt = at;
        this.endWait(at, { kind: action, cores, decided: intent.decided ?? intent.at });
        this.stages.push({ at, phase: 'running', cores, ids });
        return;
      case 'resize':
      case 'share':
        if (this.phase === 'running') this.stages.push({ at, phase: 'running', cores, ids });
        return;
      case 'pause':
        if (this.phase === 'running') this.wait('paused', at, beginOf(intent));
        return;
      case 'kill':
        return;
    }
  }

  refuse(at: number, action: string, reason: string): void {
    this.open?.refusals.push({ at, action, reason });
  }

  exit({ at, code, reason, attempt }: RecordOf<'exited'>): void {
    if (attempt !== this.attempt) return;
    this.intent = undefined;
    if (this.phase !== 'running' && this.phase !== 'paused') return;
    this.endWait(at, { kind: 'log_ends' });
    this.wait('queued', at, { kind: 'attempt_ended', code, reason: reason ?? null });
  }

  end(record: RecordOf<'ended'>): void {
    this.intent = undefined;
    this.ended = record;
    this.endWait(record.at, { kind: 'ended', state: record.state, reason: record.reason ?? null });
    this.stages.push({ at: record.at, phase: 'ended', cores: 0, ids: [] });
  }

  /** The log ends. */
  close(at: number): void {
    this.endWait(at, { kind: 'log_ends' });
  }

  private wait(kind: PlainWait['kind'], from: number, began: WaitBegin): void {
    const attempt = kind === 'paused' ? this.attempt : this.attempt + 1;
    this.open = { kind, attempt, from, began, refusals: [] };
    this.stages.push({ at: from, phase: kind, cores: 0, ids: [] });
  }

  private endWait(until: number, ended: PlainEnd): void {
    const { open } = this;
    this.open = undefined;
    if (open === undefined || until - open.from < EPSILON) return;
    this.waits.push({ ...open, until, seconds: until - open.from, ended });
  }
}

function beginOf({ cause }: RecordOf<'intent'>): WaitBegin {
  if (cause?.kind === 'turn_ended') return { kind: 'turn_ended' };
  if (cause?.kind === 'gave_way') return { kind: 'gave_way', to: cause.job, why: null, victim: null };
  return { kind: 'paused' };
}
