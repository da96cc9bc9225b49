/** When something happens next, and what happens at that instant before its one decision (design 4.1). */
import { compare, same } from './reference-model.js';
import {
  byArrival,
  ended,
  type LiveJob,
  type PendingUpdate,
  type RefState,
  running,
  waiting,
} from './reference-state.js';
import { timeToDone, timeToTimeout } from './reference-progress.js';

/**
 * The time (s) of the next instant, or undefined when nothing can happen any more.
 * Facts closer than 1e-9 to the earliest belong to its instant (Reading 1).
 */
export function nextInstant(state: RefState): number | undefined {
  const { config, now } = state;
  const times: number[] = [];
  for (const job of state.jobs) {
    if (job.status === 'future') times.push(job.spec.arrival);
    if (job.status === 'running') {
      times.push(now + Math.min(timeToDone(config, job), timeToTimeout(job)));
      if (config.policy === 'rr') times.push(job.turnStart + config.quantum);
    }
  }
  // Design 4.5: an update of a job that is not there any more makes no decision; every other one does (Reading 6).
  for (const update of state.updates) if (!ended(update.job)) times.push(update.at);
  if (waiting(state).length > 0) times.push(...wakeUps(state));
  return times.length === 0 ? undefined : Math.max(now, Math.min(...times));
}

/**
 * Design 4.4: "With aging > 0 and --preemptive, a decision is also made at the multiples of --aging-interval on the
 * run's clock while a job waits; with an exemption, also when the exemption of a running job ends while a job waits."
 * The second half needs no aging (Reading 14).
 * docs/scheduling.md, mlfq: "A decision is also made at the multiples of --quantum while a job waits."
 * A promised start brings no decision (Reading 29).
 */
function wakeUps(state: RefState): number[] {
  const { config, now } = state;
  if (config.policy === 'mlfq') return [nextMultiple(config.quantum, now)];
  if (config.policy !== 'prio' || !config.preemptive) return [];
  const times: number[] = [];
  if (config.aging > 0) times.push(nextMultiple(config.agingInterval, now));
  if (config.preemptExempt > 0) {
    const ends = running(state).map((job) => job.turnStart + config.preemptExempt);
    times.push(...ends.filter((end) => compare(end, now) > 0));
  }
  return times;
}

/** The first multiple of `interval` (s) on the run's clock that is later than `now`. */
function nextMultiple(interval: number, now: number): number {
  let multiple = Math.floor(now / interval);
  while (compare(multiple * interval, now) <= 0) multiple += 1;
  return multiple * interval;
}

/**
 * Design 4.1: "exits (done, failed, timed out), user updates, arrivals (in order of arrival, then file position),
 * quantum expiries". Exemption ends and aging ticks change nothing by themselves: they only bring a decision.
 */
export function applyFacts(state: RefState): void {
  applyExits(state);
  applyUpdates(state);
  applyArrivals(state);
  applyQuantumExpiries(state);
}

/** Exits of one instant are applied in file order (Reading 2). */
function applyExits(state: RefState): void {
  for (const job of running(state)) {
    // Design 4.5: "ending exactly at the limit is in time": done is looked at first (Reading 3).
    if (timeToDone(state.config, job) < 1e-9) end(state, job, 'done');
    else if (timeToTimeout(job) < 1e-9) fail(state, job);
  }
}

function end(state: RefState, job: LiveJob, status: 'done' | 'failed'): void {
  job.status = status;
  job.end = state.now;
  job.cores = 0;
  job.growthAskedAt = undefined;
}

/**
 * Design 4.2: "A failed job with retries left is a waiting job again at once: a new attempt with no work done, the
 * same arrival and W; under RR it goes to the tail, before the arrivals of that instant." It keeps the request that
 * updates gave it and drops a growth not yet granted, as after a pause (Reading 11).
 */
function fail(state: RefState, job: LiveJob): void {
  if (job.attempt > job.spec.retries) {
    end(state, job, 'failed');
    return;
  }
  job.status = 'queued';
  job.cores = 0;
  job.attemptHeld = 0;
  job.growthAskedAt = undefined;
  state.queue.push(job);
}

/** Updates of one instant are applied one by one: by file position, then as listed (Reading 5). */
function applyUpdates(state: RefState): void {
  const isDue = (update: PendingUpdate): boolean => update.at < state.now || same(update.at, state.now);
  const due = state.updates.filter(isDue);
  state.updates = state.updates.filter((update) => !isDue(update));
  for (const { job, cores } of due) {
    // Design 4.5: "An update of a job that is not there any more ... has no effect".
    if (!ended(job)) applyUpdate(state, job, cores);
  }
}

/** Design 4.5: "User updates change r from that instant (also of a job that waits or has not arrived yet)". */
function applyUpdate(state: RefState, job: LiveJob, cores: number): void {
  job.request = cores;
  if (job.status !== 'running') return;
  const { policy, realloc } = state.config;
  // Under `none` the request only changes the shares (design 4.6), under MAX_PROP too (design 4.5), under `equi` nothing.
  if (policy === 'none' || realloc === 'max_prop' || realloc === 'equi') return;
  // STRICT: "a shrink of a running job is carried out at once"; ALWAYS_ATTEND: "a user's update below what the job
  // has shrinks it at once".
  if (cores <= job.cores) {
    job.cores = cores;
    job.growthAskedAt = undefined;
  } else if (realloc === 'strict') {
    // "a further update of a job keeps its place": only while a growth of it is still open (Reading 8).
    job.growthAskedAt ??= state.now;
  }
}

/** Arrivals "in order of arrival, then file position"; under RR they "go to the tail" (design 4.1, 4.2). */
function applyArrivals(state: RefState): void {
  const arrived = state.jobs.filter(
    (job) => job.status === 'future' && (job.spec.arrival < state.now || same(job.spec.arrival, state.now)),
  );
  for (const job of arrived.sort(byArrival)) {
    job.status = 'queued';
    state.queue.push(job);
  }
}

/**
 * Design 4.4: when a turn ends "and some job waits, the job is paused and goes to the tail; when none waits, it goes on
 * and a new turn begins"; 4.2: "several that expire together go in the order in which they were admitted to those turns".
 * Who waits is asked once for all of them, after the exits and arrivals of the instant (Reading 12).
 */
function applyQuantumExpiries(state: RefState): void {
  const { config, now } = state;
  if (config.policy !== 'rr') return;
  const isOver = (job: LiveJob): boolean => compare(job.turnStart + config.quantum, now) <= 0;
  const expired = running(state).filter(isOver);
  const someJobWaits = waiting(state).length > 0;
  for (const job of expired.sort((a, b) => a.turnNumber - b.turnNumber)) {
    if (someJobWaits) {
      pause(job);
      state.queue.push(job);
    } else {
      beginTurn(state, job);
    }
  }
}

/** A running job becomes a waiting one. Design 4.5: "A pause drops a growth not yet granted" (Reading 10). */
export function pause(job: LiveJob): void {
  job.status = 'paused';
  job.cores = 0;
  job.growthAskedAt = undefined;
}

/** A new turn, behind all turns begun before (design 4.4; Reading 13 for a turn that begins as none waits). */
export function beginTurn(state: RefState, job: LiveJob): void {
  state.turns += 1;
  job.turnNumber = state.turns;
  job.turnStart = state.now;
}
