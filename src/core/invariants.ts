import type { CoreId } from './actions.js';
import { invariant } from './errors.js';
import type { Job } from './job-state.js';
import type { Pool } from './pool.js';
import type { Schedule } from './schedule.js';

/**
 * What must hold after every decision, whatever the policy and mode; O(jobs), for tests and for `--policy ./mine.mjs`.
 * @param jobs all jobs of the run
 * @throws Bug naming the first thing that does not hold
 */
export function checkInvariants(schedule: Schedule, pool: Pool, jobs: readonly Job[]): void {
  checkPhases(schedule, jobs);
  if (schedule.placed) {
    checkDecided(schedule);
    checkConfirmed(pool, jobs);
  }
  const broken = schedule.realloc.check?.(schedule);
  invariant(broken === undefined, `${schedule.realloc.name}: ${String(broken)}`);
}

/** A job is in one place, and runs at most once at a time. */
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
      `${behind.id} waits behind ${ahead.id}`,
    );
  }
}

/** Cores are given to nobody twice, within each job's bounds, and nobody waits who could be admitted. */
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
  const head = schedule.waiting.first();
  invariant(
    head === undefined || head.claim > schedule.free || !schedule.memory.fits(head),
    `${String(head?.id)} waits though ${String(head?.claim)} of ${schedule.free} free cores would do`,
  );
}

/** A core is in one container or free; containers are what was decided once nothing is in flight. */
function checkConfirmed(pool: Pool, jobs: readonly Job[]): void {
  const holder = new Map<CoreId, Job>();
  for (const job of jobs) {
    for (const id of heldBy(job)) {
      const other = holder.get(id);
      invariant(other === undefined, `core ${id} is held by ${String(other?.id)} and ${job.id}`);
      invariant(!pool.isFree(id), `core ${id} is held by ${job.id} and free`);
      holder.set(id, job);
    }
    if (job.inFlight !== undefined || job.unsettled || job.phase !== 'running') continue;
    invariant(
      job.isLive() && job.container === 'running',
      `${job.id} is attended and its container is ${job.container}`,
    );
    invariant(job.held === job.given, `${job.id} was given ${job.given} cores and has ${job.held}`);
  }
  invariant(holder.size + pool.freeCount === pool.capacity, 'a core is lost');
}

/** Cores that are not free because of the job: its container's, and those that an action in flight has taken. */
function heldBy(job: Job): ReadonlySet<CoreId> {
  const placement = job.container === 'running' ? job.placement : [];
  return new Set([...placement, ...(job.inFlight?.ids ?? [])]);
}
