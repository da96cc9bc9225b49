/**
 * The engine as fast-check's model-based tests see it: the model is the daemon that it orders about, and what the world has seen
 * of each job; a command is one thing that happens.
 */
import { expect } from '@jest/globals';
import type fc from 'fast-check';
import type { Action } from '../../src/core/actions.js';
import { MAX_REFUSALS } from '../../src/core/containers.js';
import { MAX_LOSSES } from '../../src/core/attempts.js';
import type { Engine } from '../../src/core/engine.js';
import type { Exit, Fact } from '../../src/core/facts.js';
import { checkInvariants } from '../../src/core/invariants.js';
import type { JobRequest } from '../../src/core/job.js';
import { Job } from '../../src/core/job-state.js';
import type { Pool } from '../../src/core/pool.js';
import { actionText, requestOf } from './scenario.js';

/** What the daemon knows of a job. */
interface Seen {
  container: 'none' | 'running' | 'paused';
  attempt: number;
  ids: readonly number[];
  inFlight: Action | undefined;
  refusedKills: number;
  ended: boolean;
}

export interface Model {
  now: number;
  readonly seen: Map<Job, Seen>;
  /** All facts that were told. */
  readonly told: Fact[];
  cancelled: boolean;
}

export interface Real {
  readonly engine: Engine;
  readonly pool: Pool;
}

export type EngineCommand = fc.Command<Model, Real>;

export const emptyModel = (): Model => ({ now: 0, seen: new Map(), told: [], cancelled: false });

/** Time passes until the next timer, or by `seconds` if that is earlier. */
export function advance(seconds: number): EngineCommand {
  return command(
    `advance ${seconds}`,
    () => true,
    (model, real) => {
      const until = Math.min(model.now + seconds, real.engine.nextTimer());
      model.now = Math.max(model.now, until);
      tell(model, real, []);
    },
  );
}

export function submit(more: Partial<JobRequest>): EngineCommand {
  const text = Object.entries(more).map(([key, value]) => `${key} ${String(value)}`);
  return command(
    `submit ${text.join(', ')}`,
    (model) => !model.cancelled,
    (model, real) => {
      const place = model.seen.size;
      const job = new Job(requestOf(`j${place}`, place, model.now, real.pool.capacity, more), place);
      model.seen.set(job, {
        container: 'none',
        attempt: 0,
        ids: [],
        inFlight: undefined,
        refusedKills: 0,
        ended: false,
      });
      tell(model, real, [{ kind: 'arrived', at: model.now, job }]);
    },
  );
}

export function confirm(nth: number): EngineCommand {
  return onOne(`confirm ${nth}`, nth, (seen) => seen.inFlight !== undefined, confirmation);
}

export function refuse(nth: number): EngineCommand {
  return onOne(
    `refuse ${nth}`,
    nth,
    (seen) => seen.inFlight !== undefined,
    (_, seen, model) => {
      const action = seen.inFlight!;
      seen.inFlight = undefined;
      if (action.kind === 'kill') seen.refusedKills += 1;
      // The engine gives up on it, and so does the daemon: what it still says of it is late.
      if (seen.refusedKills === MAX_REFUSALS) gone(seen);
      return { kind: 'refused', at: model.now, action, reason: 'no' };
    },
  );
}

export function exit(nth: number, how: Exit): EngineCommand {
  return onOne(
    `exit ${nth} with ${how.code}${how.lost ? ', lost' : ''}`,
    nth,
    (seen) => seen.container !== 'none' || seen.inFlight?.kind === 'start',
    (job, seen, model) => {
      const attempt = seen.container === 'none' ? seen.inFlight!.attempt : seen.attempt;
      gone(seen);
      return { kind: 'exited', at: model.now, job, attempt, exit: how };
    },
  );
}

export function update(nth: number, cores: number): EngineCommand {
  return onOne(
    `update ${nth} to ${cores}`,
    nth,
    () => true,
    (job, _, model) => ({
      kind: 'updated',
      at: model.now,
      job,
      cores: Math.min(job.maxCores, Math.max(job.minCores, cores)),
    }),
  );
}

/** A fact that was told is told again. */
export function repeat(nth: number): EngineCommand {
  return command(
    `repeat ${nth}`,
    (model) => repeatable(model).length > 0,
    (model, real) => {
      const facts = repeatable(model);
      tell(model, real, [{ ...facts[nth % facts.length]!, at: model.now }]);
    },
  );
}

export function cancel(): EngineCommand {
  return command(
    'cancel',
    (model) => model.seen.size > 0,
    (model, real) => {
      model.cancelled = true;
      tell(model, real, [{ kind: 'cancelled', at: model.now, reason: 'ctrl-c' }]);
    },
  );
}

/** From now on all goes well: every answer comes, every program ends. Then every job must come to its end. */
export function finish(model: Model, real: Real): void {
  for (let rounds = 0; real.engine.openJobs > 0; rounds++) {
    expect(rounds).toBeLessThan(10_000);
    const all = [...model.seen];
    const busy = all.find(([, seen]) => seen.inFlight !== undefined);
    const running = all.find(([, seen]) => seen.container === 'running');
    if (busy !== undefined) tell(model, real, [confirmation(...busy, model)]);
    else if (running !== undefined) {
      const [job, seen] = running;
      const { attempt } = seen;
      gone(seen);
      const well: Exit = { code: 0, reason: undefined, lost: false };
      tell(model, real, [{ kind: 'exited', at: model.now, job, attempt, exit: well }]);
    } else throw new Error(`${real.engine.openJobs} jobs wait for ever`);
  }
  for (const [job, seen] of model.seen) {
    expect(seen).toMatchObject({ ended: true, container: 'none', inFlight: undefined });
    expect(job.attempt).toBeLessThanOrEqual(1 + job.retries + MAX_LOSSES);
  }
  expect(real.pool.freeCount).toBe(real.pool.capacity);
  expect(real.engine.schedule.memory.used).toBe(0);
}

function command(
  text: string,
  check: (model: Model) => boolean,
  run: (model: Model, real: Real) => void,
): EngineCommand {
  return { check, run, toString: () => text };
}

/** Something that happens to the n-th of the jobs for which it can. */
function onOne(
  text: string,
  nth: number,
  applies: (seen: Seen) => boolean,
  fact: (job: Job, seen: Seen, model: Model) => Fact,
): EngineCommand {
  const candidates = (model: Model): [Job, Seen][] => [...model.seen].filter(([, seen]) => applies(seen));
  return command(
    text,
    (model) => candidates(model).length > 0,
    (model, real) => {
      const all = candidates(model);
      const [job, seen] = all[nth % all.length]!;
      tell(model, real, [fact(job, seen, model)]);
    },
  );
}

/** The daemon has done what was ordered; of a kill, what it tells is the exit. */
function confirmation(job: Job, seen: Seen, model: Model): Fact {
  const action = seen.inFlight!;
  if (action.kind === 'kill') {
    const { attempt } = seen;
    gone(seen);
    return {
      kind: 'exited',
      at: model.now,
      job,
      attempt,
      exit: { code: 137, reason: undefined, lost: false },
    };
  }
  seen.inFlight = undefined;
  seen.container = action.kind === 'pause' ? 'paused' : 'running';
  if (action.kind === 'start') seen.refusedKills = 0;
  seen.attempt = action.attempt;
  seen.ids = action.kind === 'pause' ? [] : action.ids;
  return { kind: 'confirmed', at: model.now, action };
}

function gone(seen: Seen): void {
  seen.container = 'none';
  seen.ids = [];
  seen.inFlight = undefined;
}

function repeatable({ told }: Model): Fact[] {
  return told.filter(({ kind }) => kind === 'confirmed' || kind === 'refused' || kind === 'exited');
}

function tell(model: Model, { engine, pool }: Real, facts: readonly Fact[]): void {
  model.told.push(...facts);
  const step = engine.step(model.now, facts);
  checkInvariants(engine.schedule, pool, [...model.seen.keys()]);
  for (const { job } of step.ended) {
    const seen = model.seen.get(job)!;
    expect([job.id, seen.ended, seen.container, seen.inFlight]).toEqual([job.id, false, 'none', undefined]);
    seen.ended = true;
  }
  for (const action of step.actions) take(model, action);
}

/** The order must make sense to the daemon. */
function take(model: Model, action: Action): void {
  const { job, kind, attempt, ids, cores } = action;
  const seen = model.seen.get(job)!;
  const sense = {
    start: seen.container === 'none' && attempt > seen.attempt,
    resume: seen.container === 'paused',
    resize: seen.container === 'running',
    share: seen.container === 'running',
    pause: seen.container === 'running',
    kill: seen.container !== 'none',
  };
  const sameAttempt = kind === 'start' || attempt === seen.attempt;
  const others = [...model.seen.values()].filter((other) => other !== seen);
  const isFree = ids.every((id) => others.every((other) => !other.ids.includes(id)));
  const rightCount = kind === 'pause' || kind === 'kill' ? ids.length === 0 : ids.length === cores;
  expect([
    actionText(action),
    sense[kind],
    sameAttempt,
    isFree,
    rightCount,
    seen.inFlight,
    seen.ended,
  ]).toEqual([actionText(action), true, true, true, true, undefined, false]);
  seen.inFlight = action;
}
