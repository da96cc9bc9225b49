import type { Action, CoreId } from '../core/actions.js';
import { Engine } from '../core/engine.js';
import type { Job } from '../core/job-state.js';
import { Pool } from '../core/pool.js';
import { LogReadError } from '../log/errors.js';
import type { LogRecord } from '../log/records.js';
import { repeat } from '../rebuild/repeat.js';
import { type LogStep, stepsOf } from '../rebuild/steps.js';
import type { Feed } from './feed.js';

/** What a run is made of, made anew. */
export interface RunParts {
  readonly engine: Engine;
  readonly pool: Pool;
  readonly feed: Feed;
}

/** A run as its log leaves it. */
export interface Recovered extends RunParts {
  /** In file order. */
  readonly jobs: readonly Job[];
  /** Seconds on the run's clock of the last record. */
  readonly at: number;
  /** How many records are kept. What follows them was not acted upon. */
  readonly kept: number;
  /** Why the run was being ended; undefined where it was not. */
  readonly interrupted: string | undefined;
}

/**
 * Brings an engine to where a log leaves it, by making all of its decisions again; a last step that is not all there is given up, as
 * nothing of it was carried out (design 5.3).
 *
 * @param make gives the parts of the run as they were before its first record
 * @throws LogReadError where the engine decides otherwise than the log says
 */
export function recover(records: readonly LogRecord[], make: () => RunParts): Recovered {
  const steps = [...stepsOf(records)];
  const whole = goThrough(steps, make());
  // Also of what is given up: by then the containers had gone on for so long, and nobody took back what they did.
  const at = records.reduce((last, record) => ('at' in record ? Math.max(last, record.at) : last), 0);
  if (whole.stoppedAt === undefined) return asLeft(records, whole, at);
  const broken = steps[whole.stoppedAt]!;
  if (whole.stoppedAt < steps.length - 1 || whole.other) {
    throw new LogReadError(
      `the run cannot go on: from ${broken.now.toFixed(3)} s on, its decisions are not those that its rules make again`,
    );
  }
  const before = steps.slice(0, -1);
  for (const begun of beginningsOf(broken)) {
    const gone = goThrough([...before, begun], make());
    const next = records.indexOf(broken.facts[begun.facts.length]!);
    if (gone.stoppedAt === undefined) return asLeft(records.slice(0, next), gone, at);
  }
  return asLeft(records.slice(0, broken.first), goThrough(before, make()), at);
}

/** As many of a step's facts as decide nothing. What was confirmed before the rest happened must keep its time. */
function* beginningsOf(step: LogStep): Generator<LogStep> {
  for (let count = step.facts.length - 1; count > 0; count--) {
    const facts = step.facts.slice(0, count);
    const now = Math.max(...facts.map(({ at }) => at));
    yield { first: step.first, now, facts, decision: undefined, intents: [] };
  }
}

interface Gone extends RunParts {
  readonly jobs: readonly Job[];
  /** Index of the step that is not as the log has it. */
  readonly stoppedAt: number | undefined;
  /** It is not merely short. */
  readonly other: boolean;
}

function goThrough(steps: readonly LogStep[], parts: RunParts): Gone {
  const { engine, feed } = parts;
  const jobs = feed.all();
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const actions = new Map<number, Action>();
  for (const [index, step] of steps.entries()) {
    const repeated = repeat(engine, step, byId, actions);
    const placed = step.intents.every(({ id, ids }) => isPlaced(actions.get(id), ids));
    if (repeated !== 'same' || !placed)
      return { ...parts, jobs, stoppedAt: index, other: repeated === 'other' || !placed };
    for (const { id } of step.intents) engine.renumber(actions.get(id)!, id);
  }
  return { ...parts, jobs, stoppedAt: undefined, other: false };
}

/** The containers are on the cores that the log has for them. */
function isPlaced(action: Action | undefined, ids: readonly CoreId[] = []): boolean {
  return action?.ids.join() === ids.join();
}

function asLeft(records: readonly LogRecord[], { engine, pool, feed, jobs }: Gone, at: number): Recovered {
  const count = (kind: LogRecord['kind']): number => records.filter((record) => record.kind === kind).length;
  feed.skip(count('arrived'), count('updated'));
  const cancelled = records.find((record) => record.kind === 'cancelled');
  const ended = new Set(records.filter((record) => record.kind === 'ended').map(({ job }) => job));
  // They were told to be over, though they had not come.
  const isStopped = jobs.some((job) => job.phase === 'expected' && ended.has(job.id));
  if (cancelled !== undefined || isStopped) feed.stop();
  const interrupted = cancelled?.reason ?? (isStopped ? 'cancelled' : undefined);
  return { engine, pool, feed, jobs, at, kept: records.length, interrupted };
}
