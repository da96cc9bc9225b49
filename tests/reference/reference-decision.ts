/** The one decision of an instant: growths, admission, giving way, cores for the attended jobs (design 4.3-4.6). */
import { conservativeStarts } from './reference-conservative.js';
import { easyStarts } from './reference-easy.js';
import { beginTurn, pause } from './reference-instants.js';
import { compare } from './reference-model.js';
import { byArrival, type LiveJob, type RefState, running, waiting } from './reference-state.js';
import { givesWay, preempts, topUpOrder, victimsFor, waitingOrder } from './reference-order.js';
import { baselineShares, proportionalShares } from './reference-shares.js';

/** The jobs that ran before the decision, with the attempt and the cores that they had then. */
export type RanBefore = ReadonlyMap<LiveJob, { attempt: number; cores: number }>;

/**
 * Decides who runs with how many cores from `state.now` on.
 * `before` says who ran when the instant began: "only the net difference is carried out" (design 4.4).
 */
export function decide(state: RefState, before: RanBefore): void {
  if (state.config.policy === 'none') {
    decideBaseline(state);
    return;
  }
  grantGrowths(state);
  if (state.config.policy === 'easy' || state.config.policy === 'conservative') backfill(state, before);
  else admit(state, before);
  switch (state.config.realloc) {
    case 'strict':
      break;
    case 'always_attend':
      topUp(state);
      break;
    case 'max_prop':
    case 'equi':
      shareOut(state);
      break;
  }
}

/** Design 4.6: "every job starts on arrival"; nobody waits, a retry neither (Reading 19). */
function decideBaseline(state: RefState): void {
  for (const job of waitingOrder(state)) start(state, job);
  const jobs = running(state);
  const shares = baselineShares(
    state.config.capacity,
    jobs.map((job) => job.request),
  );
  jobs.forEach((job, index) => (job.cores = shares[index] ?? 0));
}

/** What a job must get to be admitted (design 4.3). */
function claim(state: RefState, job: LiveJob): number {
  return state.config.realloc === 'strict' ? job.request : job.spec.minCores;
}

/** What a running job holds (design 4.3); not what a growth of it asks for (Reading 20). */
function holds(state: RefState, job: LiveJob): number {
  const { realloc } = state.config;
  return realloc === 'max_prop' || realloc === 'equi' ? job.spec.minCores : job.cores;
}

/** "free = C - sum of what the running jobs hold" (design 4.3), counted anew at every question. */
function free(state: RefState): number {
  return state.config.capacity - running(state).reduce((sum, job) => sum + holds(state, job), 0);
}

/**
 * Design 4.5, STRICT: "a growth is granted at the first decision where free covers the difference, before the waiting
 * queue, the one asked for first first (ties: arrival, file position); until then the job keeps its cores and holds
 * nobody up": a growth that does not fit does not hold up a smaller one behind it either (Reading 7).
 * Free is what the whole instant freed (Reading 9).
 */
function grantGrowths(state: RefState): void {
  const asked = running(state)
    .filter((job) => job.growthAskedAt !== undefined)
    .sort((a, b) => compare(a.growthAskedAt ?? 0, b.growthAskedAt ?? 0) || byArrival(a, b));
  for (const job of asked) {
    if (job.request - job.cores > free(state)) continue;
    job.cores = job.request;
    job.growthAskedAt = undefined;
  }
}

/** The admission loop of design 4.3, "one loop for all combinations". */
function admit(state: RefState, before: RanBefore): void {
  const blocked: LiveJob[] = [];
  const passed = new Set<LiveJob>();
  for (;;) {
    // "A victim becomes a waiting job at once, in its place in the order": so the order is made anew at every step.
    const head = waitingOrder(state).find((job) => !passed.has(job));
    if (head === undefined) return;
    const missing = claim(state, head) - free(state);
    if (blocked.length > 0) {
      // 3. "a later job j is admitted only into free cores (it pushes nobody out) and only when e(j) <= e(b) - 1 for
      // every blocked job b; otherwise j is blocked too"; srpt: "one that has more left may use free cores", mlfq: "one
      // of a lower level" (Reading 24).
      // A victim of this decision is a later job like any other (Reading 15).
      if (missing <= 0 && blocked.every((other) => givesWay(state, head, other)))
        admitOne(state, head, before);
      else blocked.push(head);
    } else if (missing <= 0) {
      // 1. "claim(h) <= free: admit h (start it, or resume it if paused)"
      admitOne(state, head, before);
    } else {
      // 2. "else, if the policy preempts and victims can free enough: pause them, admit h"
      const victims = preempts(state) ? victimsFor(state, head, missing, (job) => holds(state, job)) : [];
      if (victims.length > 0) {
        victims.forEach(pause);
        admitOne(state, head, before);
      } else {
        // 3. "else h is blocked. If the policy does not preempt, the loop stops: nobody overtakes the head."
        if (!preempts(state)) return;
        blocked.push(head);
      }
    }
    passed.add(head);
  }
}

/** docs/scheduling.md, "Backfilling": whoever may start now does; only with STRICT. */
function backfill(state: RefState, before: RanBefore): void {
  const starts = state.config.policy === 'easy' ? easyStarts(state) : conservativeStarts(state);
  for (const job of starts) admitOne(state, job, before);
}

/** What an admitted job gets (design 4.3, last column); under MAX_PROP and `equi` `shareOut` has the last word. */
function admitOne(state: RefState, job: LiveJob, before: RanBefore): void {
  const cores = {
    strict: job.request,
    always_attend: Math.min(job.request, free(state)),
    max_prop: job.spec.minCores,
    equi: job.spec.minCores,
  }[state.config.realloc];
  state.queue = state.queue.filter((other) => other !== job);
  if (job.status === 'queued') {
    start(state, job);
  } else {
    job.status = 'running';
    // Design 4.4: "a job that ran before and after the decision was not preempted, its turn goes on"; but under RR "a
    // job sent to the tail may be admitted again in the same loop: then ... a new turn begins".
    if (!before.has(job) || state.config.policy === 'rr') beginTurn(state, job);
  }
  job.cores = cores;
}

/** A new attempt: "no work done" (design 4.2), a new turn (design 4.4), start-up first (design 2). */
function start(state: RefState, job: LiveJob): void {
  job.status = 'running';
  job.attempt += 1;
  job.startupLeft = state.config.startup ?? 0;
  job.workLeft = job.spec.duration;
  job.attemptService = 0;
  job.firstStart ??= state.now;
  beginTurn(state, job);
}

/**
 * Design 4.5, ALWAYS_ATTEND: "after admission, when no job waits, cores still free top up running jobs that have less
 * than r, in the policy's order, each up to r".
 */
function topUp(state: RefState): void {
  if (waiting(state).length > 0) return;
  for (const job of topUpOrder(state)) {
    job.cores += Math.max(0, Math.min(job.request - job.cores, free(state)));
  }
}

/**
 * Design 4.5, MAX_PROP: the shares of the attended jobs, a function of who is attended and what they ask for.
 * docs/scheduling.md: "`equi` does the same with r = 1 for every job", whatever the users ask for (Reading 32).
 */
function shareOut(state: RefState): void {
  const jobs = running(state).sort(byArrival);
  const claimants = jobs.map(({ request, spec }) => ({
    request: state.config.realloc === 'equi' ? 1 : request,
    minCores: spec.minCores,
    maxCores: spec.maxCores,
  }));
  const shares = proportionalShares(state.config.capacity, claimants);
  jobs.forEach((job, index) => (job.cores = shares[index] ?? 0));
}
