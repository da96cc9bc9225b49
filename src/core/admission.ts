import { RuleError } from './errors.js';
import type { JobView } from './job.js';
import { Job } from './job-state.js';
import type { Backfill, Backlog, Preemption } from './policy.js';
import type { Schedule } from './schedule.js';
import { chooseVictims } from './victims.js';

/** Goes through the waiting order and attends what design 4.3 admits. One loop for all policies and modes. */
export function admit(schedule: Schedule): void {
  const { waiting, policy, memory } = schedule;
  if (policy.backfill !== undefined) {
    backfill(schedule, policy.backfill);
    return;
  }
  let blocked: Job | undefined;
  /** The last one of those that go on waiting. */
  let passed: Job | undefined;
  let head = waiting.first();
  while (head !== undefined && waiting.smallestClaim <= attainable(schedule, blocked)) {
    if (!memory.fits(head)) {
      memory.passOver(head);
      passed = head;
    } else if (!admitOne(schedule, head, blocked)) {
      if (policy.preemption === undefined) return;
      blocked = head;
      passed = head;
    }
    if (passed === undefined) head = waiting.first();
    // A job that lacks memory neither is blocked nor blocks (design 5.2): with such jobs, who leads whom says nothing.
    else head = memory.isLimited ? waiting.after(passed) : waiting.leaderAfter(passed);
  }
}

/** The policy's own choice in place of the loop; what cannot be is refused. */
function backfill(schedule: Schedule, filler: Backfill): void {
  const { waiting, memory, policy } = schedule;
  const own = (job: JobView): Job => {
    if (job instanceof Job) return job;
    throw new RuleError(`${policy.name}: ${job.id} is not a job of this run`);
  };
  const backlog: Backlog = {
    now: schedule.now,
    capacity: schedule.capacity,
    attended: schedule.attended,
    get free() {
      return schedule.free;
    },
    get smallestClaim() {
      return waiting.smallestClaim;
    },
    first: () => waiting.first(),
    after: (job) => waiting.after(own(job)),
    hasMemory(job) {
      if (memory.fits(own(job))) return true;
      memory.passOver(own(job));
      return false;
    },
  };
  for (const started of filler.starts(backlog)) {
    const job = own(started);
    if (job.phase !== 'waiting' || job.claim > schedule.free)
      throw new RuleError(`${policy.name}: starts ${job.id}, which cannot start`);
    schedule.memory.reserve(job);
    resumeTurn(schedule, job);
    schedule.attend(job);
  }
}

/** Cores that the next admission can have at most: all while victims may be found, only the free ones behind a blocked job. */
function attainable(schedule: Schedule, blocked: Job | undefined): number {
  return schedule.policy.preemption !== undefined && blocked === undefined
    ? schedule.capacity
    : schedule.free;
}

/** False when the job is blocked. */
function admitOne(schedule: Schedule, job: Job, blocked: Job | undefined): boolean {
  const { preemption } = schedule.policy;
  if (blocked !== undefined && preemption?.overtakes(job, blocked, schedule.now) !== true) return false;
  if (job.claim > schedule.free && !(blocked === undefined && makeRoom(schedule, preemption, job)))
    return false;
  schedule.memory.reserve(job);
  resumeTurn(schedule, job);
  schedule.attend(job);
  return true;
}

function makeRoom(schedule: Schedule, preemption: Preemption | undefined, job: Job): boolean {
  if (preemption === undefined) return false;
  const victims = chooseVictims(schedule, preemption, job);
  if (victims?.[0] !== undefined) forbidCircles(schedule, victims[0]);
  for (const victim of victims ?? []) {
    sendBack(schedule, victim);
    victim.cause = { kind: 'gave_way', job: job.id };
  }
  return victims !== undefined;
}

/** A job that is pushed out again and again in one decision: the policy's `yields` goes round in a circle. */
function forbidCircles({ sentBack, policy }: Schedule, victim: Job): void {
  if (sentBack.length < 1000 || sentBack.filter((job) => job === victim).length < 100) return;
  throw new RuleError(`${policy.name}: jobs push each other out for ever, ${victim.id} among them`);
}

/** An attended job becomes a waiting one in the decision that is being made; it may be admitted again in the same one. */
export function sendBack(schedule: Schedule, job: Job): void {
  schedule.leave(job);
  job.leftIn = schedule.decision;
  schedule.sentBack.push(job);
  schedule.queue(job);
}

/** Which turn a job is in after its admission: its old one, a new one, or one that its container's confirmation begins. */
function resumeTurn(schedule: Schedule, job: Job): void {
  if (!job.isLive() || job.container !== 'running' || job.inFlight?.kind === 'pause') {
    job.turnStart = Number.NaN;
    return;
  }
  const turnGoesOn = job.leftIn === schedule.decision && job.cause?.kind !== 'turn_ended';
  if (!turnGoesOn) job.turnStart = schedule.now;
  if (job.leftIn !== schedule.decision) job.neverWaited();
}

/**
 * Jobs that were sent back in this decision and were not admitted again wait from now on. True when one of them gave memory
 * back, never having been dispatched: that may let in who was passed over.
 */
export function settleSentBack(schedule: Schedule): boolean {
  const { memory, sentBack } = schedule;
  if (sentBack.length === 0) return false;
  const { used } = memory;
  for (const job of sentBack) {
    if (job.phase !== 'waiting') continue;
    job.turnStart = Number.NaN;
    if (!job.isAging()) job.waitFrom(schedule.now);
    if (job.container === 'none' && job.inFlight === undefined) memory.release(job);
  }
  sentBack.length = 0;
  return memory.used < used;
}
