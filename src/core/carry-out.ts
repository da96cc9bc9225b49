import type { Action, ActionKind, CoreId } from './actions.js';
import type { Job } from './job-state.js';
import type { Pool } from './pool.js';
import type { Schedule } from './schedule.js';

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

  actions(): Action[] {
    const { unsettled } = this.schedule;
    const ordered: Action[] = [];
    if (unsettled.length === 0) return ordered;
    for (const job of unsettled) if (job.inFlight === undefined) this.giveBack(job, ordered);
    let kept = 0;
    for (const job of unsettled) {
      const settled = job.inFlight !== undefined || this.take(job, ordered);
      if (settled) job.unsettled = false;
      else unsettled[kept++] = job;
    }
    unsettled.length = kept;
    return ordered;
  }

  private giveBack(job: Job, ordered: Action[]): void {
    if (job.container === 'none') return;
    if (!job.isLive() || job.phase === 'ended') this.order(ordered, job, 'kill', 0, []);
    else if (job.container === 'paused') return;
    else if (job.phase === 'waiting') this.order(ordered, job, 'pause', 0, []);
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
      if (!running || job.held !== job.given) this.order(ordered, job, kind, job.given, []);
      return true;
    }
    const missing = job.given - (running ? job.held : 0);
    if (missing === 0) return true;
    if (missing > this.pool.freeCount) return false;
    const held = running ? job.placement : [];
    const ids = [...held, ...this.pool.take(missing, held, running ? [] : job.placement)];
    this.order(ordered, job, kind, job.given, ids);
    return true;
  }

  private order(ordered: Action[], job: Job, kind: ActionKind, cores: number, ids: readonly CoreId[]): void {
    const cause = kind === 'kill' ? job.doom : kind === 'pause' ? job.cause : undefined;
    const attempt = kind === 'kill' ? job.containerAttempt : job.attempt;
    const action: Action = { id: this.nextId++, kind, job, attempt, cores, ids, cause };
    job.inFlight = action;
    ordered.push(action);
  }
}
