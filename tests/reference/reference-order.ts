/** Who goes first (design 4.2) and who gives way (design 4.4); docs/scheduling.md for the policies added later. */
import { dedicatedTime, level, timeLeft, usage } from './reference-measures.js';
import { compare, EPSILON } from './reference-model.js';
import { byArrival, type LiveJob, type RefState, running, waiting } from './reference-state.js';

/** "e(t) = priority + aging x W(t)" (design 4.2), in priority points. */
export function effectivePriority(state: RefState, job: LiveJob): number {
  return job.spec.priority + state.config.aging * job.waited;
}

/** True when `lower` is "at least one whole priority point below" `upper` (design 4.3, 4.4), up to 1e-9 (design 4.1). */
export function onePointBelow(state: RefState, lower: LiveJob, upper: LiveJob): boolean {
  return effectivePriority(state, lower) - (effectivePriority(state, upper) - 1) < EPSILON;
}

/** Who goes first; for all policies but RR, whose order is its queue. */
function policyOrder(state: RefState): (a: LiveJob, b: LiveJob) => number {
  const { config } = state;
  const ascending =
    (measure: (job: LiveJob) => number) =>
    (a: LiveJob, b: LiveJob): number =>
      compare(measure(a), measure(b)) || byArrival(a, b);
  switch (config.policy) {
    case 'fcfs':
    case 'easy':
    case 'conservative':
    case 'rr':
    case 'none':
      return byArrival;
    case 'prio':
      // "effective priority e (descending), then arrival, then file position" (design 4.2)
      return ascending((job) => -effectivePriority(state, job));
    case 'sjf':
      // "by dedicated time, then as FCFS"
      return ascending((job) => dedicatedTime(config, job));
    case 'srpt':
      // "by what is left, then as FCFS"
      return ascending((job) => timeLeft(config, job));
    case 'mlfq':
      // "By level, then as FCFS"
      return ascending((job) => level(config, job));
    case 'fair_share':
      // "by what the job's user has used, least first, then as FCFS"
      return ascending((job) => usage(state, job.spec.user));
  }
}

/** The waiting jobs, first to be served first (design 4.2). */
export function waitingOrder(state: RefState): LiveJob[] {
  return state.config.policy === 'rr' ? [...state.queue] : waiting(state).sort(policyOrder(state));
}

/**
 * The order in which running jobs are topped up (design 4.5): "FCFS: arrival, file position; PRIO: as 4.2; RR: order of
 * admission to their turns"; the others by their own order too (Reading 23).
 */
export function topUpOrder(state: RefState): LiveJob[] {
  return running(state).sort(
    state.config.policy === 'rr' ? (a, b) => a.turnNumber - b.turnNumber : policyOrder(state),
  );
}

/** Whether anybody ever gives way to the head of the order (design 4.4; docs/scheduling.md for srpt and mlfq). */
export function preempts(state: RefState): boolean {
  const { policy, preemptive } = state.config;
  return policy === 'srpt' || policy === 'mlfq' || (policy === 'prio' && preemptive);
}

/** Whether `lower` gives way to `upper`, and may use free cores while `upper` is blocked. */
export function givesWay(state: RefState, lower: LiveJob, upper: LiveJob): boolean {
  const { config } = state;
  switch (config.policy) {
    case 'prio':
      return onePointBelow(state, lower, upper);
    case 'srpt':
      // "A running job gives way to one that has less left"
      return compare(timeLeft(config, lower), timeLeft(config, upper)) > 0;
    case 'mlfq':
      // "A running job gives way to one of a higher level"
      return level(config, lower) > level(config, upper);
    case 'fcfs':
    case 'rr':
    case 'sjf':
    case 'fair_share':
    case 'easy':
    case 'conservative':
    case 'none':
      return false;
  }
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
  // PRIO: "candidates are the running jobs at least one whole priority point below h, whose current turn is at least
  // --preempt-exempt seconds old"; srpt and mlfq know no exemption (Reading 24).
  const exempt = state.config.policy === 'prio' ? state.config.preemptExempt : 0;
  const candidates = running(state)
    .filter((job) => givesWay(state, job, head))
    .filter((job) => compare(state.now - job.turnStart, exempt) >= 0)
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

/**
 * PRIO: the order of `--victim`; "ties: lower e, then later arrival, then later file position" (design 4.4).
 * srpt: "who has most left goes first, then who arrived last"; mlfq: "the lowest level goes first, then who arrived
 * last": the policy's order from its end.
 */
function byVictimRule(state: RefState): (a: LiveJob, b: LiveJob) => number {
  const lowerFirst = (a: LiveJob, b: LiveJob): number => policyOrder(state)(b, a);
  if (state.config.policy !== 'prio') return lowerFirst;
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
