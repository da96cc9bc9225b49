/**
 * Random workloads and configurations for property tests: of the reference itself, and of the engine against it.
 *
 * Times are multiples of 1/2 s and, more rarely, of 1/3 s, so that many things fall on one instant; everything is drawn
 * from small ranges and without `chain`, so that a counterexample shrinks to a few jobs with small figures.
 */
import fc from 'fast-check';
import type { RefConfig, RefJob } from './reference-scheduler.js';

/** One input of `referenceSchedule`; `jobs` are in file order and valid for the capacity of `config`. */
export interface RefScenario {
  jobs: RefJob[];
  config: RefConfig;
}

/** What a test wants left out or drawn from elsewhere; all optional. */
export interface ScenarioLimits {
  /** default 14 */
  maxJobs?: number;
  /** default 8 */
  maxCapacity?: number;
  /** default: all, the older four in about half of the scenarios */
  policies?: readonly RefConfig['policy'][];
  /** default: all; without `strict` no `easy` and no `conservative` is drawn */
  modes?: readonly RefConfig['realloc'][];
  /** user updates; default true */
  updates?: boolean;
  /** time limits, without which no job fails; default true */
  timeouts?: boolean;
  /** start-up seconds in `config.startup`; default false: left out */
  startup?: boolean;
}

/** Scenarios within `limits`. */
export function scenarios(limits: ScenarioLimits = {}): fc.Arbitrary<RefScenario> {
  return fc
    .record({
      config: configs(limits),
      drafts: fc.array(drafts(limits), { minLength: 1, maxLength: limits.maxJobs ?? 14 }),
    })
    .map(({ config, drafts }) => ({
      config,
      jobs: drafts.map((draft, position) => fitted(draft, position, config.capacity)),
    }));
}

/** What is drawn when nothing is left out: what has more rules stands here more often. */
const POLICIES = [
  ...(['fcfs', 'prio', 'prio', 'prio', 'rr', 'rr', 'none'] as const),
  ...(['sjf', 'srpt', 'mlfq', 'fair_share', 'easy', 'conservative', 'conservative'] as const),
];
const MODES = [
  ...(['strict', 'always_attend', 'max_prop'] as const),
  ...(['strict', 'always_attend', 'max_prop', 'equi'] as const),
];

/** Policy and mode; every policy is drawn as often as `limits` has it, also those that know one mode only. */
function combinations(limits: ScenarioLimits): fc.Arbitrary<Pick<RefConfig, 'policy' | 'realloc'>> {
  const modes = limits.modes ?? MODES;
  const pairs = (limits.policies ?? POLICIES).flatMap((policy) => {
    const backfills = policy === 'easy' || policy === 'conservative';
    if (backfills && !modes.includes('strict')) return [];
    return modes.map((mode) => ({ policy, realloc: backfills ? ('strict' as const) : mode }));
  });
  return fc.constantFrom(...pairs);
}

/** Configurations within `limits`; flags that the policy does not read are drawn too. */
export function configs(limits: ScenarioLimits = {}): fc.Arbitrary<RefConfig> {
  return fc
    .record({
      capacity: fc.integer({ min: 1, max: limits.maxCapacity ?? 8 }),
      combination: combinations(limits),
      preemptive: fc.constantFrom(false, true, true),
      aging: fc.constantFrom(0, 0, 1, 0.5, 0.25, 2, 1 / 3),
      agingInterval: fc.constantFrom(1, 0.5, 2, 1 / 3),
      preemptExempt: fc.constantFrom(0, 0, 1, 0.5, 2, 4 / 3),
      victim: fc.constantFrom(
        'longest_run' as const,
        'smallest_request' as const,
        'lowest_priority' as const,
      ),
      quantum: fc.constantFrom(1, 0.5, 2, 4 / 3, 5),
      // A job drawn here takes from 1/2 to 64 core-seconds.
      levels: fc.constantFrom(undefined, [2, 6], [1], [4, 10], [0.5, 3, 3.5, 12], [4 / 3, 8]),
      halfLife: fc.constantFrom(undefined, 1, 2, 5, 0.5, 4 / 3),
      speedup: fc.oneof(
        { weight: 3, arbitrary: fc.constant({ kind: 'linear' as const }) },
        {
          weight: 1,
          arbitrary: fc.record({ kind: fc.constant('amdahl' as const), f: fc.constantFrom(0.5, 0.9, 1, 0) }),
        },
      ),
      startup: limits.startup === true ? perhaps(times(0.5, 2)) : fc.constant(undefined),
    })
    .map(({ combination, levels, halfLife, startup, ...config }) => ({
      ...config,
      ...combination,
      ...(levels === undefined ? {} : { levels: [...levels] }),
      ...(halfLife === undefined ? {} : { halfLife }),
      ...(startup === undefined ? {} : { startup }),
    }));
}

/** A job before it is known how many cores there are: cores are drawn from 1-8 and folded into the capacity later. */
interface Draft {
  arrival: number;
  duration: number;
  cores: number;
  bounds: { below: number; above: number } | undefined;
  priority: number;
  timeout: number | undefined;
  retries: number;
  updates: { at: number; cores: number }[];
  user: string | undefined;
  /** s by which the estimate is too long, below 0 too short */
  misjudged: number | undefined;
}

function drafts(limits: ScenarioLimits): fc.Arbitrary<Draft> {
  const cores = fc.integer({ min: 1, max: 8 });
  const steps = fc.integer({ min: 0, max: 7 });
  return fc.record({
    arrival: times(0, 10),
    duration: times(0.5, 8),
    cores,
    bounds: perhaps(fc.record({ below: steps, above: steps })),
    priority: fc.integer({ min: -2, max: 6 }),
    timeout: limits.timeouts === false ? fc.constant(undefined) : perhaps(times(0.5, 8)),
    retries: fc.integer({ min: 0, max: 2 }),
    updates:
      limits.updates === false
        ? fc.constant<Draft['updates']>([])
        : fc.oneof(
            { weight: 1, arbitrary: fc.constant<Draft['updates']>([]) },
            {
              weight: 1,
              arbitrary: fc.array(fc.record({ at: times(0, 12), cores }), { minLength: 1, maxLength: 3 }),
            },
          ),
    user: fc.constantFrom(undefined, 'ana', 'ben', 'cem'),
    // Half steps, as most times: an estimate ends with something else more often than not.
    misjudged: perhaps(fc.integer({ min: -8, max: 10 }).map((steps) => steps / 2)),
  });
}

/** One time in two; undefined is what it shrinks to. */
function perhaps<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof(fc.constant(undefined), arbitrary);
}

/** Times (s) from min to max: multiples of 1/2, one in six a multiple of 1/3. */
function times(min: number, max: number): fc.Arbitrary<number> {
  const multiples = (part: number): fc.Arbitrary<number> =>
    fc.integer({ min: Math.ceil(min * part), max: max * part }).map((count) => count / part);
  return fc.oneof({ weight: 5, arbitrary: multiples(2) }, { weight: 1, arbitrary: multiples(3) });
}

/** The draft as a job that a machine with `capacity` cores accepts: 1 <= min <= r <= max <= capacity, updates within. */
function fitted(draft: Draft, position: number, capacity: number): RefJob {
  const { arrival, duration, bounds, priority, timeout, retries, user, misjudged } = draft;
  const fold = (cores: number): number => ((cores - 1) % capacity) + 1;
  const cores = fold(draft.cores);
  const minCores = bounds === undefined ? 1 : Math.max(1, cores - bounds.below);
  const maxCores = bounds === undefined ? capacity : Math.min(capacity, cores + bounds.above);
  const within = (asked: number): number => Math.min(maxCores, Math.max(minCores, fold(asked)));
  return {
    id: String.fromCharCode('a'.charCodeAt(0) + position),
    arrival,
    duration,
    cores,
    minCores,
    maxCores,
    priority,
    retries,
    updates: draft.updates.map((update) => ({ at: update.at, cores: within(update.cores) })),
    ...(timeout === undefined ? {} : { timeout }),
    ...(user === undefined ? {} : { user }),
    ...(misjudged === undefined ? {} : { estimate: Math.max(0.5, duration + misjudged) }),
  };
}
