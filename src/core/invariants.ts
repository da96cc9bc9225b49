import type { CoreId } from './actions.js';
import { invariant } from './errors.js';
import type { Job } from './job-state.js';
import type { Pool } from './pool.js';
import type { Schedule } from './schedule.js';
import { atMost } from './time.js';
import { chooseVictims } from './victims.js';

/**
 * What must hold after every decision, whatever the policy and mode; O(jobs), for tests and for `--policy ./mine.mjs`.
 * @param jobs all jobs of the run
 * @throws Bug naming the first thing that does not hold
 */
export function checkInvariants(schedule: Schedule, pool: Pool, jobs: readonly Job[]): void {
  checkPhases(schedule, jobs);
  checkMemory(schedule, jobs);
  for (const job of jobs) checkContainer(schedule, job);
  if (schedule.placed) {
    checkDecided(schedule);
    if (schedule.decided) checkAdmission(schedule);
    checkConfirmed(schedule, pool, jobs);
  }
  const broken = schedule.realloc.check?.(schedule);
  invariant(broken === undefined, `${schedule.realloc.name}: ${String(broken)}`);
}

/** A job is in one place, and runs at most once at a time; the waiting ones are in order. */
function checkPhases(schedule: Schedule, jobs: readonly Job[]): void {
  const waiting = [...schedule.waiting];
  invariant(waiting.length === schedule.waitingCount, 'the waiting jobs are miscounted');
  invariant(new Set(waiting).size === waiting.length, 'a job waits twice');
  invariant(new Set(schedule.attended).size === schedule.attended.length, 'a job is attended twice');
  for (const job of waiting) invariant(job.phase === 'waiting', `${job.id} waits and is ${job.phase}`);
  for (const job of schedule.attended)
    invariant(job.phase === 'running', `${job.id} is attended and ${job.phase}`);
  const placed = jobs.filter((job) => job.phase === 'waiting' || job.phase === 'running').length;
  invariant(placed === waiting.length + schedule.attended.length, 'a job is neither attended nor waiting');
  for (let index = 1; index < waiting.length; index++) {
    const [ahead, behind] = [waiting[index - 1]!, waiting[index]!];
    invariant(
      schedule.policy.compare(ahead, behind, schedule.now) < 0,
      `${behind.id} waits behind ${ahead.id}, which compare does not put before it`,
    );
  }
  const smallest = waiting.reduce((least, job) => Math.min(least, job.claim), Infinity);
  invariant(schedule.waiting.smallestClaim === smallest, 'the smallest claim is not known');
  const unsettled = jobs.filter((job) => job.unsettled).length;
  invariant(unsettled === schedule.unsettled.length, 'the jobs that are not settled are miscounted');
}

/** Memory is reserved from dispatch to end, for whom cores were decided or whose container is there (design 5.2). */
function checkMemory(schedule: Schedule, jobs: readonly Job[]): void {
  let reserved = 0;
  for (const job of jobs) {
    const needs = job.phase === 'running' || job.container !== 'none' || job.inFlight !== undefined;
    invariant(
      job.memoryReserved === needs,
      needs ? `${job.id} runs and has no memory` : `${job.id} keeps memory that it does not need`,
    );
    if (needs) reserved += job.memory;
  }
  invariant(reserved === schedule.memory.used, 'the memory reserved is miscounted');
  invariant(reserved <= schedule.memory.limit, `${reserved} bytes are reserved of ${schedule.memory.limit}`);
}

/** A container is as decided unless an action is in flight; service is counted while it runs, waiting while the job waits. */
function checkContainer(schedule: Schedule, job: Job): void {
  const { id, phase, container, inFlight, unsettled } = job;
  const running = container === 'running' && job.isLive();
  if (inFlight === undefined && !unsettled) {
    if (phase === 'ended' || !job.isLive()) invariant(container === 'none', `the container of ${id} stays`);
    if (phase === 'waiting') invariant(container !== 'running', `${id} waits and its container runs`);
    if (phase === 'running') invariant(running, `${id} is attended and its container is ${container}`);
  }
  if (phase === 'waiting') {
    invariant(job.isAging(), `${id} waits and its waiting time stands still`);
    invariant(Number.isNaN(job.turnStart), `${id} waits and its turn goes on`);
  }
  if (phase !== 'waiting' && phase !== 'running') return;
  invariant(job.isServing() === running, `the container of ${id} is ${container} and its service is not so`);
  if (phase === 'waiting' || !running || inFlight?.kind === 'pause') return;
  invariant(!job.isAging(), `${id} runs and its waiting time grows`);
  invariant(atMost(job.turnStart, schedule.now), `${id} runs outside a turn`);
}

/** Cores are given to nobody twice, within each job's bounds. */
function checkDecided(schedule: Schedule): void {
  let given = 0;
  let held = 0;
  for (const job of schedule.attended) {
    invariant(
      Number.isInteger(job.given) && job.given >= job.minCores && job.given <= job.maxCores,
      `${job.id} is given ${job.given} cores and takes ${job.minCores} to ${job.maxCores}`,
    );
    given += job.given;
    held += job.hold;
  }
  invariant(given === schedule.given, 'the cores given are miscounted');
  invariant(schedule.free === schedule.capacity - held, 'the cores free are miscounted');
  invariant(given <= schedule.capacity, `${given} cores given of ${schedule.capacity}`);
  for (const job of schedule.waiting)
    invariant(
      job.claim <= schedule.capacity,
      `${job.id} claims ${job.claim} of ${schedule.capacity} cores, which never are free`,
    );
}

/**
 * Nobody waits who could be admitted (design 4.3, 4.4). Holds right after a decision; later, time may have changed the order, or
 * made candidates of running jobs, which is for the next tick, or the end of an exemption, to see. A backfilling policy keeps promises
 * that nothing here knows of.
 */
function checkAdmission(schedule: Schedule): void {
  const { waiting, policy, memory, now } = schedule;
  const { preemption, backfill } = policy;
  if (backfill !== undefined) return;
  let blocked: Job | undefined;
  for (const job of waiting) {
    if (!memory.fits(job)) {
      // It may have been blocked before those behind it took the memory.
      if (preemption !== undefined) blocked = job;
      continue;
    }
    // The job blocked last is the lowest of all that are blocked.
    const mayPass = blocked === undefined || preemption?.overtakes(job, blocked, now) === true;
    invariant(
      !mayPass || job.claim > schedule.free,
      `${job.id} waits though ${job.claim} of ${schedule.free} free cores would do`,
    );
    if (blocked === undefined && preemption !== undefined) {
      const victim = chooseVictims(schedule, preemption, job)?.[0];
      invariant(victim === undefined, `${job.id} waits though ${String(victim?.id)} could give way`);
    }
    blocked = job;
  }
}

/** A core is in one container or free; nobody waits for cores that are free. */
function checkConfirmed(schedule: Schedule, pool: Pool, jobs: readonly Job[]): void {
  const holder = new Map<CoreId, Job>();
  for (const job of jobs) {
    for (const id of heldBy(job)) {
      const other = holder.get(id);
      invariant(other === undefined, `core ${id} is held by ${String(other?.id)} and ${job.id}`);
      invariant(!pool.isFree(id), `core ${id} is held by ${job.id} and free`);
      holder.set(id, job);
    }
    if (job.inFlight !== undefined || job.phase !== 'running') continue;
    const held = job.isLive() ? job.held : 0;
    if (job.unsettled) {
      const missing = job.given - held;
      invariant(
        missing > pool.freeCount,
        `${job.id} waits for ${missing} cores and ${pool.freeCount} are free`,
      );
    } else invariant(held === job.given, `${job.id} was given ${job.given} cores and has ${held}`);
  }
  invariant(holder.size + pool.freeCount === pool.capacity, 'a core is lost');
  for (const job of schedule.attended)
    invariant(
      job.held === (job.container === 'running' ? job.placement.length : 0),
      `the cores of ${job.id} are miscounted`,
    );
}

/** Cores that are not free because of the job: its container's, and those that an action in flight has taken. */
function heldBy(job: Job): ReadonlySet<CoreId> {
  const placement = job.container === 'running' ? job.placement : [];
  return new Set([...placement, ...(job.inFlight?.ids ?? [])]);
}
