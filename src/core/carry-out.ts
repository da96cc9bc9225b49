import type { Action, ActionKind, CoreId } from './actions.js';
import type { Job } from './job-state.js';
import type { Pool } from './pool.js';
import type { Schedule } from './schedule.js';

const NO_ACTIONS: readonly Action[] = [];
const NO_CORES: readonly CoreId[] = [];

/**
 * Orders what brings the containers from what is confirmed to what is decided: first what gives cores back, then what takes
 * them, and that only into cores that are free (design 4.1). A job with an action in flight takes no second one (design 5.3);
 * what the next decision wants of it is ordered once that one is settled.
 */
export class CarryOut {
  private nextId = 1;

  constructor(
    private readonly schedule: Schedule,
    private readonly pool: Pool,
  ) {}

  actions(): readonly Action[] {
    const { unsettled } = this.schedule;
    if (unsettled.length === 0) return NO_ACTIONS;
    const ordered: Action[] = [];
    for (const job of unsettled) if (job.inFlight === undefined) this.giveBack(job, ordered);
    let kept = 0;
    for (const job of unsettled) {
      const settled = job.inFlight !== undefined || this.take(job, ordered);
      if (settled) job.unsettled = false;
      else unsettled[kept++] = job;
    }
    while (unsettled.length > kept) unsettled.pop();
    return ordered;
  }

  /** A run that is made again calls an action what it was called in its log; later ones follow. */
  renumber(action: Action, id: number): void {
    (action as { id: number }).id = id;
    this.nextId = Math.max(this.nextId, id + 1);
  }

  private giveBack(job: Job, ordered: Action[]): void {
    if (job.container === 'none') return;
    if (!job.isLive() || job.phase === 'ended') this.order(ordered, job, 'kill', 0, NO_CORES);
    else if (job.container === 'paused') return;
    else if (job.phase === 'waiting') this.order(ordered, job, 'pause', 0, NO_CORES);
    else if (this.schedule.placed && job.given < job.held) {
      this.order(ordered, job, 'resize', job.given, job.placement.slice(0, job.given));
    }
  }

  /** False when the job must wait for cores that are not free yet. */
  private take(job: Job, ordered: Action[]): boolean {
    if (job.phase !== 'running') return true;
    const running = job.isLive() && job.container === 'running';
    const kind = running ? (this.schedule.placed ? 'resize' : 'share') : job.isLive() ? 'resume' : 'start';
    if (!this.schedule.placed) {
      if (!running || job.held !== job.given) this.order(ordered, job, kind, job.given, NO_CORES);
      return true;
    }
    const missing = job.given - (running ? job.held : 0);
    if (missing === 0) return true;
    if (missing > this.pool.freeCount) return false;
    const ids = running
      ? [...job.placement, ...this.pool.take(missing, job.placement, NO_CORES)]
      : this.pool.take(missing, NO_CORES, job.placement);
    this.order(ordered, job, kind, job.given, ids);
    return true;
  }

  private order(ordered: Action[], job: Job, kind: ActionKind, cores: number, ids: readonly CoreId[]): void {
    const cause = kind === 'kill' ? job.doom : kind === 'pause' ? job.cause : undefined;
    const attempt = kind === 'kill' ? job.containerAttempt : job.attempt;
    const decided = kind === 'start' || kind === 'resume' ? job.attendedAt : undefined;
    const action: Action = { id: this.nextId++, kind, job, attempt, cores, ids, cause, decided };
    job.inFlight = action;
    ordered.push(action);
  }
}
