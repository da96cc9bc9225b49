/** Who goes first (design 4.2) and who gives way (design 4.4). */
import {
  byArrival,
  compare,
  EPSILON,
  type LiveJob,
  type RefState,
  running,
  waiting,
} from './reference-model.js';

/** "e(t) = priority + aging x W(t)" (design 4.2), in priority points. */
export function effectivePriority(state: RefState, job: LiveJob): number {
  return job.spec.priority + state.config.aging * job.waited;
}

/** True when `lower` is "at least one whole priority point below" `upper` (design 4.3, 4.4), up to 1e-9 (design 4.1). */
export function onePointBelow(state: RefState, lower: LiveJob, upper: LiveJob): boolean {
  return effectivePriority(state, lower) - (effectivePriority(state, upper) - 1) < EPSILON;
}

/** PRIO: "effective priority e (descending), then arrival, then file position" (design 4.2). */
function byPriority(state: RefState): (a: LiveJob, b: LiveJob) => number {
  return (a, b) => compare(effectivePriority(state, b), effectivePriority(state, a)) || byArrival(a, b);
}

/** The waiting jobs, first to be served first (design 4.2). */
export function waitingOrder(state: RefState): LiveJob[] {
  switch (state.config.policy) {
    case 'fcfs':
    case 'none':
      return waiting(state).sort(byArrival);
    case 'prio':
      return waiting(state).sort(byPriority(state));
    case 'rr':
      return [...state.queue];
  }
}

/**
 * The order in which running jobs are topped up (design 4.5): "FCFS: arrival, file position; PRIO: as 4.2; RR: order of
 * admission to their turns".
 */
export function topUpOrder(state: RefState): LiveJob[] {
  switch (state.config.policy) {
    case 'fcfs':
    case 'none':
      return running(state).sort(byArrival);
    case 'prio':
      return running(state).sort(byPriority(state));
    case 'rr':
      return running(state).sort((a, b) => a.turnNumber - b.turnNumber);
  }
}

/** Whether anybody ever gives way to the head of the order (design 4.4). */
export function preempts(state: RefState): boolean {
  return state.config.policy === 'prio' && state.config.preemptive;
}

/**
 * Those who must be paused for `head` to get its claim, or an empty list when they cannot free enough (design 4.4).
 * `missing` is claim(head) - free, > 0; `holds` is what a running job holds under the mode.
 */
export function victimsFor(
  state: RefState,
  head: LiveJob,
  missing: number,
  holds: (job: LiveJob) => number,
): LiveJob[] {
  const { preemptExempt } = state.config;
  // "candidates are the running jobs at least one whole priority point below h, whose current turn is at least
  // --preempt-exempt seconds old"
  const candidates = running(state)
    .filter((job) => onePointBelow(state, job, head))
    .filter((job) => compare(state.now - job.turnStart, preemptExempt) >= 0)
    .sort(byVictimRule(state));
  const sum = (jobs: readonly LiveJob[]): number => jobs.reduce((total, job) => total + holds(job), 0);
  // "Take candidates until free + what they hold >= claim(h)"
  let taken: LiveJob[] = [];
  for (const candidate of candidates) {
    if (sum(taken) >= missing) break;
    taken.push(candidate);
  }
  // "If all candidates together do not suffice, nobody is paused."
  if (sum(taken) < missing) return [];
  // "then go over the taken ones in the order taken and let go each without which the others still suffice"
  for (const one of [...taken]) {
    const others = taken.filter((job) => job !== one);
    if (sum(others) >= missing) taken = others;
  }
  return taken;
}

/** The order of `--victim`; "ties: lower e, then later arrival, then later file position" (design 4.4). */
function byVictimRule(state: RefState): (a: LiveJob, b: LiveJob) => number {
  const lowerFirst = (a: LiveJob, b: LiveJob): number =>
    compare(effectivePriority(state, a), effectivePriority(state, b)) || byArrival(b, a);
  switch (state.config.victim) {
    case 'longest_run':
      // "most service time so far, all turns": of all attempts too (Reading 4).
      return (a, b) => compare(b.service, a.service) || lowerFirst(a, b);
    case 'smallest_request':
      // "smallest r at submission first"
      return (a, b) => a.spec.cores - b.spec.cores || lowerFirst(a, b);
    case 'lowest_priority':
      return lowerFirst;
  }
}
