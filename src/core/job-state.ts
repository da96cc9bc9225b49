import type { Action, Cause, CoreId } from './actions.js';
import type { EndState, JobRequest, JobView, Phase } from './job.js';

const NOTHING_ATTAINED = { attained: 0, inAttempt: 0 };

/**
 * A job as the engine keeps it. Two halves: what was decided (phase, given, hold) and what is confirmed of its container
 * (container, placement, inFlight). Carrying out makes the second follow the first.
 */
export class Job implements JobView {
  readonly id: string;
  readonly position: number;
  readonly arrival: number;
  readonly cores: number;
  readonly minCores: number;
  readonly maxCores: number;
  readonly priority: number;
  readonly retries: number;
  readonly timeout: number;
  readonly memory: number;
  readonly user: string | undefined;
  readonly dedicated: number | undefined;
  readonly estimate: number | undefined;

  queueRank = 0;
  turnRank = 0;
  request: number;
  phase: Phase = 'expected';
  given = 0;
  /** What it keeps from newcomers while attended, by the mode (design 4.3). */
  hold = 0;
  /** What must be free for it to be admitted, while it waits. */
  claim = 0;
  /** While it waits: it may go past the one right before it. */
  leads = false;
  attempt = 1;
  /** Attempts that failed and used up a retry. */
  failures = 0;
  /** Attempts that Docker or the host ended. */
  losses = 0;
  state: EndState | undefined = undefined;
  /** How its last attempt ended, once `state` is set. */
  exitCode = 0;
  exitReason: string | undefined = undefined;
  /** Place in the engine's list of attended jobs; -1 when not in it. */
  runIndex = -1;
  /** When it was last decided to attend it, seconds. */
  attendedAt = 0;
  /** When the current turn was confirmed; NaN outside a turn. */
  turnStart = Number.NaN;

  /** The container's confirmed state; `attempt` says whose it is. */
  container: 'none' | 'running' | 'paused' = 'none';
  containerAttempt = 0;
  /** The attempt's end was decided before its container's (timeout, cancel, refusals): it is killed. */
  doom: Cause | undefined = undefined;
  placement: readonly CoreId[] = [];
  inFlight: Action | undefined = undefined;
  /** Actions refused in a row. */
  refusals = 0;
  memoryReserved = false;
  /** It was passed over for lack of memory. */
  lackedMemory = false;
  /** Number of the decision in which it was last sent back to the waiting jobs. */
  leftIn = -1;
  /** Why it was last sent back to the waiting jobs. */
  cause: Cause | undefined = undefined;
  /** In the list of jobs whose container may differ from what was decided. */
  unsettled = false;

  private waited = 0;
  private waitingSince = Number.NaN;
  private served = 0;
  private servedInAttempt = 0;
  private servingSince = Number.NaN;
  private holding = 0;
  private attained = 0;
  private attainedInAttempt = 0;
  /** When `attained` was last brought up to date, while it serves. */
  private attainedAsOf = 0;
  private known = NOTHING_ATTAINED;

  constructor(
    request: JobRequest,
    readonly arrivalRank: number,
  ) {
    this.id = request.id;
    this.position = request.position;
    this.arrival = request.arrival;
    this.cores = request.cores;
    this.minCores = request.minCores;
    this.maxCores = request.maxCores;
    this.priority = request.priority;
    this.retries = request.retries;
    this.timeout = request.timeout;
    this.memory = request.memory;
    this.user = request.user;
    this.dedicated = request.dedicated;
    this.estimate = request.estimate;
    this.request = request.cores;
  }

  /** Its container is there and is that of the current attempt. */
  isLive(): boolean {
    return this.container !== 'none' && this.containerAttempt === this.attempt;
  }

  waitedAt(now: number): number {
    return Number.isNaN(this.waitingSince) ? this.waited : this.waited + (now - this.waitingSince);
  }

  servedAt(now: number): number {
    return Number.isNaN(this.servingSince) ? this.served : this.served + (now - this.servingSince);
  }

  /**
   * When the current attempt reaches its timeout, seconds; Infinity while it does not run or has none. What it ran beyond it
   * before a pause was confirmed is known only then: such an attempt reaches it when it is resumed.
   */
  timeoutAt(): number {
    if (this.timeout === Infinity || Number.isNaN(this.servingSince)) return Infinity;
    return this.servingSince + Math.max(0, this.timeout - this.servedInAttempt);
  }

  isServing(): boolean {
    return !Number.isNaN(this.servingSince);
  }

  /** W grows from `at` on; a job that waits already starts anew from there. */
  waitFrom(at: number): void {
    this.waitingSince = at;
  }

  isAging(): boolean {
    return !Number.isNaN(this.waitingSince);
  }

  /** W stands still from `at` on. */
  stopWaiting(at: number): void {
    if (!Number.isNaN(this.waitingSince)) this.waited += at - this.waitingSince;
    this.waitingSince = Number.NaN;
  }

  /** Forgets the waiting since waitFrom: the pause that it stood for was never carried out. */
  neverWaited(): void {
    this.waitingSince = Number.NaN;
  }

  /** Cores of its container as confirmed: shares under `none`, else the size of the placement. */
  get held(): number {
    return this.holding;
  }

  /** It holds so many cores from `at` on. */
  holdCores(cores: number, at: number): void {
    this.attain(at);
    this.holding = cores;
  }

  attainedAt(now: number): number {
    return this.phase === 'waiting' ? this.known.attained : this.attained + this.openAttainment(now);
  }

  attainedInAttemptAt(now: number): number {
    return this.phase === 'waiting'
      ? this.known.inAttempt
      : this.attainedInAttempt + this.openAttainment(now);
  }

  /**
   * While it waits it has attained what it has now, until this is called again: its container may run on for a moment, and the order of
   * waiting jobs must not change by itself.
   */
  freezeAttained(now: number): void {
    const open = this.openAttainment(now);
    this.known = { attained: this.attained + open, inAttempt: this.attainedInAttempt + open };
  }

  serveFrom(at: number): void {
    this.servingSince = at;
    this.attainedAsOf = at;
  }

  stopService(at: number): void {
    if (Number.isNaN(this.servingSince)) return;
    const turn = at - this.servingSince;
    this.served += turn;
    this.servedInAttempt += turn;
    this.attain(at);
    this.servingSince = Number.NaN;
  }

  newAttempt(): void {
    this.attempt += 1;
    this.servedInAttempt = 0;
    this.attainedInAttempt = 0;
  }

  private openAttainment(now: number): number {
    return Number.isNaN(this.servingSince) ? 0 : this.holding * (now - this.attainedAsOf);
  }

  private attain(at: number): void {
    const more = this.openAttainment(at);
    this.attained += more;
    this.attainedInAttempt += more;
    this.attainedAsOf = at;
  }
}
