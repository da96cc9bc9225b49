import type { Fact } from './facts.js';
import type { Schedule } from './schedule.js';
import { atMost, EPSILON } from './time.js';

const NOTHING_DUE: readonly Fact[] = [];

/**
 * When time alone makes something happen: ends of turns and exemptions, timeouts, aging ticks (design 4.1, 4.4). All of
 * them are derived from the attended jobs, so nothing has to be cancelled.
 */
export class Timers {
  private until = 0;
  private known: number | undefined;

  constructor(private readonly schedule: Schedule) {}

  /** Seconds on the run's clock of the next one; Infinity when there is none. */
  next(): number {
    this.known ??= this.find();
    return this.known;
  }

  /**
   * Those due up to `now`, each with the time when it was due; the next call looks beyond `now`. A job that is attended again before
   * its pause was confirmed may have timed out meanwhile: that is due now, as time does not go back.
   */
  take(now: number): readonly Fact[] {
    const due = atMost(this.next(), now) ? this.dueAt(now) : NOTHING_DUE;
    this.until = now;
    return due;
  }

  /** The schedule has changed: what was known of the next one is not known any more. */
  forget(): void {
    this.known = undefined;
  }

  private find(): number {
    let next = this.nextTick();
    const { policy, attended, timeouts } = this.schedule;
    if (timeouts > 0) for (const job of attended) next = Math.min(next, job.timeoutAt());
    const { quantum, preemption } = policy;
    if (quantum !== undefined) {
      for (const { turnStart } of attended) if (turnStart + quantum < next) next = turnStart + quantum;
    }
    if (preemption !== undefined && preemption.exemption > 0) {
      for (const { turnStart } of attended) next = Math.min(next, this.exemptionEnd(turnStart));
    }
    return next;
  }

  private dueAt(now: number): Fact[] {
    const due: Fact[] = [];
    const { policy, attended } = this.schedule;
    const tick = this.nextTick();
    if (atMost(tick, now)) due.push({ kind: 'aging_tick', at: tick });
    for (const job of attended) {
      const timeout = job.timeoutAt();
      if (atMost(timeout, now)) due.push({ kind: 'timed_out', at: Math.max(timeout, this.until), job });
      const turnEnd = job.turnStart + (policy.quantum ?? Infinity);
      if (atMost(turnEnd, now)) due.push({ kind: 'turn_ended', at: turnEnd, job });
      const exempt = this.exemptionEnd(job.turnStart);
      if (atMost(exempt, now)) due.push({ kind: 'exemption_ended', at: exempt, job });
    }
    return due;
  }

  private nextTick(): number {
    const tick = this.schedule.policy.preemption?.tick;
    if (tick === undefined || this.schedule.waitingCount === 0) return Infinity;
    const last = Math.floor(this.until / tick);
    const next = (last + 1) * tick;
    // The quotient may fall short of a tick that was just taken.
    return atMost(next, this.until) ? (last + 2) * tick : next;
  }

  private exemptionEnd(turnStart: number): number {
    const exemption = this.schedule.policy.preemption?.exemption ?? 0;
    if (exemption === 0 || this.schedule.waitingCount === 0) return Infinity;
    const end = turnStart + exemption;
    // NaN, where the turn has not begun, is no time.
    return end - this.until >= EPSILON ? end : Infinity;
  }
}
