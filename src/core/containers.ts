import type { Action } from './actions.js';
import type { Job } from './job-state.js';
import type { Pool } from './pool.js';
import type { Schedule } from './schedule.js';

/** How often in a row an action of a job may be refused before its attempt is given up. */
export const MAX_REFUSALS = 3;

export type Refusal = 'late' | 'try_again' | 'never_started' | 'give_up';

/** What is confirmed of the containers: which run, on which cores. The only place where cores go back to the pool. */
export class Containers {
  constructor(
    private readonly schedule: Schedule,
    private readonly pool: Pool,
  ) {}

  /** No container of the job is there or about to be. */
  isGone(job: Job): boolean {
    return job.container === 'none' && job.inFlight === undefined;
  }

  /** False when the action was settled before, by an exit. */
  confirmed(action: Action, at: number): boolean {
    const job = action.job;
    if (job.inFlight !== action) return false;
    // A kill is over when the exit comes: until then the container holds its cores.
    if (action.kind === 'kill') return true;
    job.inFlight = undefined;
    job.refusals = 0;
    this.carriedOut(action, at);
    // One that is as decided keeps no place before those that a decision of the same step unsettles: a log does not tell whether it was
    // the same step, and a run that is resumed makes the same decisions.
    if (!isAsDecided(job)) this.schedule.unsettle(job);
    return true;
  }

  private carriedOut(action: Action, at: number): void {
    const { job } = action;
    switch (action.kind) {
      case 'start':
      case 'resume':
        job.container = 'running';
        job.containerAttempt = action.attempt;
        this.holds(job, action, at);
        this.rekey(job, at, () => {
          job.stopWaiting(at);
          job.serveFrom(at);
          if (job.phase === 'waiting') job.waitFrom(at);
        });
        if (job.phase === 'running') job.turnStart = at;
        return;
      case 'pause':
        job.container = 'paused';
        job.stopService(at);
        this.pool.release(job.placement);
        job.holdCores(0, at);
        this.rekey(job, at, () => {
          job.waitFrom(at);
        });
        return;
      case 'resize':
        this.pool.release(job.placement.filter((id) => !action.ids.includes(id)));
        this.holds(job, action, at);
        return;
      case 'share':
        this.holds(job, action, at);
        return;
      case 'kill':
        return;
    }
  }

  refused(action: Action, at: number): Refusal {
    const job = action.job;
    if (job.inFlight !== action) return 'late';
    job.inFlight = undefined;
    job.refusals += 1;
    this.schedule.unsettle(job);
    this.returnTaken(job, action);
    if (action.kind === 'start') {
      job.refusals = 0;
      return 'never_started';
    }
    if (job.doom !== undefined && action.kind !== 'kill') {
      // Nothing is wanted of the container any more but its end, which has tries of its own.
      job.refusals = 0;
    } else if (action.kind === 'pause' && job.phase === 'running') {
      // It was admitted again meanwhile: the pause is not wanted any more, and its turn begins now.
      job.refusals = 0;
      job.neverWaited();
      job.turnStart = at;
    }
    if (job.refusals < MAX_REFUSALS) return 'try_again';
    job.refusals = 0;
    return 'give_up';
  }

  /** The container of an attempt is gone; false when that was known. */
  exited(job: Job, attempt: number, at: number): boolean {
    const starting = job.inFlight?.kind === 'start' && job.inFlight.attempt === attempt;
    if (!starting && (job.container === 'none' || job.containerAttempt !== attempt)) return false;
    if (job.inFlight !== undefined) this.returnTaken(job, job.inFlight);
    const wasRunning = job.container === 'running';
    if (wasRunning) this.pool.release(job.placement);
    job.inFlight = undefined;
    job.container = 'none';
    job.containerAttempt = attempt;
    job.placement = [];
    job.stopService(at);
    job.holdCores(0, at);
    if (job.phase === 'waiting') {
      this.rekey(job, at, () => {
        if (wasRunning) job.neverWaited();
        else job.stopWaiting(at);
        job.waitFrom(at);
      });
    }
    return true;
  }

  /** Gives back the cores that an action had taken from the pool beside those that the job held. */
  private returnTaken(job: Job, action: Action): void {
    const held = job.container === 'running' ? job.placement : [];
    this.pool.release(action.ids.filter((id) => !held.includes(id)));
  }

  private holds(job: Job, action: Action, at: number): void {
    job.placement = action.ids;
    job.holdCores(action.cores, at);
  }

  /** Changes what the order of a waiting job depends on. */
  private rekey(job: Job, at: number, change: () => void): void {
    const waits = job.phase === 'waiting';
    if (waits) this.schedule.waiting.remove(job);
    change();
    job.freezeAttained(at);
    if (waits) this.schedule.waiting.add(job);
  }
}

/** Nothing more is to be done to its container, as far as its last decision goes. */
function isAsDecided(job: Job): boolean {
  if (job.phase === 'running') return job.isLive() && job.container === 'running' && job.held === job.given;
  if (job.phase === 'waiting') return job.isLive() && job.container === 'paused';
  return false;
}
