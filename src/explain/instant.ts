import type { EndState } from '../core/job.js';
import type { Schedule } from '../core/schedule.js';
import { EPSILON } from '../core/time.js';
import { round9 } from '../metrics/rounding.js';
import type { JobExplanation, Wait } from './explanation.js';
import type { History } from './history.js';
import type { Onlooker } from '../rebuild/rebuild.js';

interface WaitingJob {
  readonly job: string;
  /** null where the log does not tell. */
  readonly claim: number | null;
}

/** One instant of a run, as it concerns one job, after all that happened then. */
export interface Instant {
  readonly at: number;
  readonly job: string;
  readonly state: EndState | 'expected' | 'queued' | 'running' | 'paused';
  /** Since when; null before its arrival. */
  readonly since: number | null;
  readonly running: readonly {
    readonly job: string;
    readonly cores: number;
    readonly ids: readonly number[];
  }[];
  readonly waiting: readonly WaitingJob[];
  /** `waiting` is in the policy's order; else it is in the order of the file. */
  readonly is_order_known: boolean;
  /** The stretch of waiting that it is in, with the one reason for which it waits then; null where it does not wait. */
  readonly wait: Wait | null;
}

/** Sees in which order jobs wait at a time. */
export class OrderAt implements Onlooker {
  private order: readonly WaitingJob[] | undefined;

  constructor(private readonly at: number) {}

  upcoming(schedule: Schedule, now: number): void {
    if (this.order !== undefined || now - this.at < EPSILON) return;
    this.order = [...schedule.waiting].map(({ id, claim }) => ({ job: id, claim }));
  }

  /** Undefined where the decisions could not be made again until then. */
  get waiting(): readonly WaitingJob[] | undefined {
    return this.order;
  }
}

export function instantOf(
  at: number,
  explanation: JobExplanation,
  history: History,
  order: readonly WaitingJob[] | undefined,
): Instant {
  const running = [];
  const waiting: WaitingJob[] = [];
  for (const [job, life] of history.lives) {
    const stage = life.stageAt(at);
    if (stage?.phase === 'running') running.push({ job, cores: stage.cores, ids: stage.ids });
    else if (stage !== undefined && stage.phase !== 'ended') waiting.push({ job, claim: null });
  }
  const life = history.lives.get(explanation.job);
  const stage = life?.stageAt(at);
  const isIn = (span: { readonly from: number; readonly until: number }): boolean =>
    span.from - at < EPSILON && span.until - at >= EPSILON;
  const wait = explanation.waits.find(isIn);
  return {
    at,
    job: explanation.job,
    state: stage?.phase === 'ended' ? (life?.ended?.state ?? 'done') : (stage?.phase ?? 'expected'),
    since: stage === undefined ? null : round9(stage.at),
    running,
    waiting: order ?? waiting,
    is_order_known: order !== undefined,
    wait: wait === undefined ? null : { ...wait, reasons: wait.reasons.filter(isIn) },
  };
}
