/**
 * Scenarios for tests of the engine, written and read as text: what happens at an instant goes in, what the engine orders and
 * reports comes out, one line each. All invariants are checked after every step.
 *
 *     const run = scenario({ cores: 2, policy: 'rr', quantum: 5 });
 *     expect(run.at(0, run.submit('a', { cores: 2 }))).toEqual(['start a on 0-1']);
 *     expect(run.at(1, run.confirm('a'), run.submit('b'))).toEqual([]);
 *     expect(run.at(6)).toEqual(['pause a (turn_ended)']);
 */
import type { Action } from '../../src/core/actions.js';
import type { Ended } from '../../src/core/attempts.js';
import { Engine, type Step } from '../../src/core/engine.js';
import type { Exit, Fact } from '../../src/core/facts.js';
import { checkInvariants } from '../../src/core/invariants.js';
import type { JobRequest } from '../../src/core/job.js';
import { Job } from '../../src/core/job-state.js';
import type { Policy } from '../../src/core/policy.js';
import { Pool, type Seat } from '../../src/core/pool.js';
import type { Realloc } from '../../src/core/realloc.js';
import { findPolicy } from '../../src/policies/index.js';
import { DEFAULT_POLICY_OPTIONS, type PolicyOptions } from '../../src/policies/policy-module.js';
import { findRealloc } from '../../src/realloc/index.js';
import { shared } from '../../src/realloc/shared.js';

/** Rules by name, or as made by the test itself; what is left out is the default of design 9 (FCFS, STRICT). */
export interface ScenarioOptions extends Partial<PolicyOptions> {
  /** How many cores, or exactly which ids. */
  readonly cores: number | readonly number[];
  readonly seats?: ReadonlyMap<number, Seat>;
  /** Bytes. */
  readonly memory?: number;
  readonly policy?: string | Policy;
  readonly realloc?: string | Realloc;
  /** Actions are confirmed at the instant at which they are ordered; else the scenario says when. */
  readonly atOnce?: boolean;
}

/** Something that happens, still without its time. */
export type Happening = (at: number) => Fact;

export interface Scenario {
  readonly engine: Engine;
  readonly pool: Pool;
  /**
   * Lets this happen at `at` seconds, with the engine's timers that are due by then, and tells what comes of it: facts that
   * were ignored, jobs that ended, actions ordered, in that order.
   */
  at(at: number, ...happenings: readonly Happening[]): string[];
  /** As `at`, for happenings that have their own times: one batch, taken at `now`. */
  batch(now: number, facts: readonly Fact[]): string[];
  job(id: string): Job;
  /** The action of a job that is in flight. */
  inFlight(id: string): Action;
  /** A job arrives; its request is one core but for what `more` says. */
  submit(id: string, more?: Partial<JobRequest>): Happening;
  /** The container of the attempt that runs, or that is being started, is gone. */
  exit(id: string, exit?: Partial<Exit> & { readonly attempt?: number }): Happening;
  /** The action that is in flight for each of these jobs is confirmed. */
  confirm(id: string): Happening;
  refuse(id: string, reason?: string): Happening;
  update(id: string, cores: number): Happening;
  cancel(reason?: string): Happening;
  /** Cores decided for each attended job, in order of arrival: `a:2 b:1`. */
  given(): string;
  /** The waiting jobs in the policy's order. */
  waiting(): string;
}

/** No instant of a scenario has as many: one that gets here goes round in circles. */
const TOO_MANY_STEPS = 100;

/** An empty run under the rules of `options`. */
export function scenario(options: ScenarioOptions): Scenario {
  const ids =
    typeof options.cores === 'number' ? Array.from({ length: options.cores }, (_, id) => id) : options.cores;
  const pool = new Pool(ids, options.seats);
  const { policy, realloc } = rulesOf(options);
  const memory = options.memory ?? Infinity;
  const engine = new Engine({ policy, realloc, pool, memory });
  const jobs = new Map<string, Job>();

  function job(id: string): Job {
    const found = jobs.get(id);
    if (found === undefined) throw new Error(`the scenario has no job ${id}`);
    return found;
  }

  function inFlight(id: string): Action {
    const action = job(id).inFlight;
    if (action === undefined) throw new Error(`no action of ${id} is in flight`);
    return action;
  }

  function batch(now: number, facts: readonly Fact[]): string[] {
    const lines: string[] = [];
    let step = stepped(now, facts);
    for (let steps = 1; steps < TOO_MANY_STEPS; steps++) {
      lines.push(...asLines(step));
      if (options.atOnce !== true || step.actions.length === 0) return lines;
      step = stepped(now, step.actions.map(outcomeOf(now)));
    }
    throw new Error(`one instant does not come to an end: ${lines.slice(-9).join('; ')}`);
  }

  function stepped(now: number, facts: readonly Fact[]): Step {
    const step = engine.step(now, facts);
    checkInvariants(engine.schedule, pool, [...jobs.values()]);
    return step;
  }

  return {
    engine,
    pool,
    batch,
    job,
    inFlight,
    at: (at, ...happenings) =>
      batch(
        at,
        happenings.map((happening) => happening(at)),
      ),
    submit: (id, more) => (at) => {
      const added = new Job(requestOf(id, jobs.size, at, pool.capacity, more), jobs.size);
      jobs.set(id, added);
      return { kind: 'arrived', at, job: added };
    },
    exit:
      (id, exit = {}) =>
      (at) => {
        const { attempt = liveAttempt(job(id)), code = 0, reason, lost = false } = exit;
        return { kind: 'exited', at, job: job(id), attempt, exit: { code, reason, lost } };
      },
    confirm: (id) => (at) => ({ kind: 'confirmed', at, action: inFlight(id) }),
    refuse:
      (id, reason = 'no') =>
      (at) => ({ kind: 'refused', at, action: inFlight(id), reason }),
    update: (id, cores) => (at) => ({ kind: 'updated', at, job: job(id), cores }),
    cancel:
      (reason = 'ctrl-c') =>
      (at) => ({ kind: 'cancelled', at, reason }),
    given: () =>
      [...engine.schedule.attended]
        .sort((a, b) => a.arrivalRank - b.arrivalRank)
        .map((one) => `${one.id}:${one.given}`)
        .join(' '),
    waiting: () => [...engine.schedule.waiting].map((one) => one.id).join(' '),
  };
}

/** The policy and mode that the options name. */
export function rulesOf(options: Omit<ScenarioOptions, 'cores'>): { policy: Policy; realloc: Realloc } {
  const { policy = 'fcfs', realloc = 'strict' } = options;
  const module = typeof policy === 'string' ? findPolicy(policy) : undefined;
  const mode = typeof realloc === 'string' ? findRealloc(realloc) : undefined;
  return {
    policy: typeof policy === 'string' ? module!.create({ ...DEFAULT_POLICY_OPTIONS, ...options }) : policy,
    realloc: typeof realloc !== 'string' ? realloc : module?.unmanaged ? shared() : mode!.create(),
  };
}

/** A job's request: one core, min 1, max all, no limits, but for what `more` says. */
export function requestOf(
  id: string,
  position: number,
  arrival: number,
  capacity: number,
  more: Partial<JobRequest> = {},
): JobRequest {
  return {
    id,
    position,
    arrival,
    cores: 1,
    minCores: 1,
    maxCores: capacity,
    priority: 0,
    retries: 0,
    timeout: Infinity,
    memory: 0,
    user: undefined,
    dedicated: undefined,
    estimate: undefined,
    ...more,
  };
}

function liveAttempt(job: Job): number {
  if (job.inFlight?.kind === 'start') return job.inFlight.attempt;
  return job.containerAttempt;
}

/** What an executor that is never late answers. */
function outcomeOf(at: number): (action: Action) => Fact {
  return (action) =>
    action.kind === 'kill'
      ? {
          kind: 'exited',
          at,
          job: action.job,
          attempt: action.attempt,
          exit: { code: 137, reason: undefined, lost: false },
        }
      : { kind: 'confirmed', at, action };
}

function asLines(step: Step): string[] {
  const ignored = step.facts.filter((fact) => step.ignored.has(fact));
  return [
    ...ignored.map((fact) => `ignored: ${fact.kind}`),
    ...step.ended.map(endedText),
    ...step.actions.map(actionText),
  ];
}

function endedText({ job, state, code, reason }: Ended): string {
  const why = reason === undefined ? '' : `: ${reason}`;
  return `${job.id} ${state} ${String(code)}${why}`;
}

/** `start a on 0-1`, `pause b (gave_way to a)`, `start a#2 on 3` for a second attempt. */
export function actionText({ kind, job, attempt, cores, ids, cause }: Action): string {
  const where = ids.length > 0 ? ` on ${rangesText(ids)}` : cores > 0 ? ` with ${cores}` : '';
  const whom = attempt === 1 ? job.id : `${job.id}#${attempt}`;
  return `${kind} ${whom}${where}${cause === undefined ? '' : ` (${causeText(cause)})`}`;
}

function causeText(cause: NonNullable<Action['cause']>): string {
  switch (cause.kind) {
    case 'gave_way':
      return `gave_way to ${cause.job}`;
    case 'cancelled':
    case 'refused':
      return `${cause.kind}: ${cause.reason}`;
    case 'turn_ended':
    case 'timeout':
      return cause.kind;
  }
}

/** Core ids in their order, runs of consecutive ones as ranges: `0-2,5`. */
function rangesText(ids: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const id of ids) {
    const range = ranges.at(-1);
    if (range?.last === id - 1) range.last = id;
    else ranges.push({ first: id, last: id });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}
