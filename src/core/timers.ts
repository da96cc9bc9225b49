import type { Fact } from './facts.js';
import type { Schedule } from './schedule.js';
import { EPSILON } from './time.js';

/**
 * When time alone makes something happen: ends of turns and exemptions, timeouts, aging ticks (design 4.1, 4.4). All of
 * them are derived from the attended jobs, so nothing has to be cancelled.
 */
export class Timers {
  private until = 0;

  constructor(private readonly schedule: Schedule) {}

  /** Seconds on the run's clock of the next one; Infinity when there is none. */
  next(): number {
    let next = this.nextTick();
    const { quantum } = this.schedule.policy;
    for (const job of this.schedule.attended) {
      next = Math.min(next, job.timeoutAt());
      if (quantum !== undefined && job.turnStart + quantum < next) next = job.turnStart + quantum;
      const exempt = this.exemptionEnd(job.turnStart);
      if (exempt < next) next = exempt;
    }
    return next;
  }

  /** Those due up to `now`, each with the time when it was due; the next call looks beyond `now`. */
  take(now: number): Fact[] {
    const due: Fact[] = [];
    const limit = now + EPSILON;
    const { policy, attended } = this.schedule;
    const tick = this.nextTick();
    if (tick < limit) due.push({ kind: 'aging_tick', at: tick });
    for (const job of attended) {
      const timeout = job.timeoutAt();
      if (timeout < limit) due.push({ kind: 'timed_out', at: timeout, job });
      const turnEnd = job.turnStart + (policy.quantum ?? Infinity);
      if (turnEnd < limit) due.push({ kind: 'turn_ended', at: turnEnd, job });
      const exempt = this.exemptionEnd(job.turnStart);
      if (exempt < limit) due.push({ kind: 'exemption_ended', at: exempt, job });
    }
    this.until = now;
    return due;
  }

  private nextTick(): number {
    const tick = this.schedule.policy.preemption?.tick;
    if (tick === undefined || this.schedule.waitingCount === 0) return Infinity;
    const last = Math.floor((this.until + EPSILON) / tick);
    return (last + 1) * tick;
  }

  private exemptionEnd(turnStart: number): number {
    const exemption = this.schedule.policy.preemption?.exemption ?? 0;
    if (exemption === 0 || this.schedule.waitingCount === 0) return Infinity;
    const end = turnStart + exemption;
    return end > this.until + EPSILON ? end : Infinity;
  }
}
