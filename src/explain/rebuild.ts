import type { Action } from '../core/actions.js';
import { byArrival } from '../core/arrival-order.js';
import { Engine, type Step } from '../core/engine.js';
import type { Fact } from '../core/facts.js';
import { Job } from '../core/job-state.js';
import type { JobRequest } from '../core/job.js';
import { Pool } from '../core/pool.js';
import type { Realloc } from '../core/realloc.js';
import type { Schedule } from '../core/schedule.js';
import { compareClose } from '../core/time.js';
import { LACK_OF_MEMORY, type LogRecord, type RunConfig } from '../log/records.js';
import { rulesOfRun } from './rules-of-run.js';
import { type FactRecord, type LogStep, type RecordOf, stepsOf } from './steps.js';

/** Looks on while a run's decisions are made again. */
export interface Onlooker {
  /** Nothing has happened yet. */
  begin?(jobs: ReadonlyMap<string, Job>): void;
  /** Nothing else happens until `now`. */
  upcoming?(schedule: Schedule, now: number): void;
  /** All that happened is applied, and jobs are about to be admitted. */
  before?(schedule: Schedule): void;
  /** The decision is made, and is the one that the log has. */
  after?(schedule: Schedule): void;
}

/**
 * Makes the decisions of a run again, of what its log says has happened: the engine's answers depend on nothing else. What each one
 * orders is held against the log, so that nothing is told that the run did not do.
 * @returns the time in seconds up to which the log bears them out: Infinity for all of it, 0 where nothing can be made again
 */
export function rebuild(records: readonly LogRecord[], onlooker: Onlooker): number {
  const [header] = records;
  const rules = header?.kind === 'run' ? rulesOfRun(header.config) : undefined;
  if (header?.kind !== 'run' || rules === undefined) return 0;
  const engine = new Engine({
    policy: rules.policy,
    realloc: watched(rules.realloc, () => onlooker.before?.(engine.schedule)),
    pool: new Pool(header.ids),
    ...(header.config.memory !== undefined && { memory: header.config.memory }),
  });
  const until = lackOfMemoryUntold(records, header.config);
  const jobs = jobsOf(records);
  const actions = new Map<number, Action>();
  onlooker.begin?.(jobs);
  for (const step of stepsOf(records)) {
    onlooker.upcoming?.(engine.schedule, step.now);
    if (step.now >= until || !repeat(engine, step, jobs, actions)) return step.now;
    if (step.decision !== undefined) onlooker.after?.(engine.schedule);
  }
  onlooker.upcoming?.(engine.schedule, Infinity);
  return Infinity;
}

/** Logs of old do not hold how much memory there was: when it ran short for the first time, seconds. */
function lackOfMemoryUntold(records: readonly LogRecord[], { memory }: RunConfig): number {
  if (memory !== undefined) return Infinity;
  const note = records.find((record) => record.kind === 'note' && record.text.includes(LACK_OF_MEMORY));
  return note?.kind === 'note' ? note.at : Infinity;
}

function watched(realloc: Realloc, aboutToAdmit: () => void): Realloc {
  return {
    ...realloc,
    beforeAdmission(cores) {
      realloc.beforeAdmission?.(cores);
      aboutToAdmit();
    },
  };
}

/** False where the engine does something else than the log says. */
function repeat(
  engine: Engine,
  step: LogStep,
  jobs: ReadonlyMap<string, Job>,
  actions: Map<number, Action>,
): boolean {
  const facts: Fact[] = [];
  for (const record of step.facts) {
    const fact = factOf(record, jobs, actions);
    if (fact === undefined) return false;
    facts.push(fact);
  }
  let done: Step;
  try {
    done = engine.step(step.now, facts);
  } catch {
    // What the log tells cannot happen under the rules that it names.
    return false;
  }
  if (!isBorneOut(done, engine.schedule, step)) return false;
  // A job has one action in flight at most. In which order they were given out may depend on steps that left no trace.
  const ordered = new Map(done.actions.map((action) => [action.job.id, action]));
  for (const intent of step.intents) {
    const action = ordered.get(intent.job);
    if (action === undefined || !isSame(action, intent)) return false;
    actions.set(intent.id, action);
  }
  return true;
}

function isBorneOut({ decided, actions }: Step, schedule: Schedule, { decision, intents }: LogStep): boolean {
  if (decided !== (decision !== undefined) || actions.length !== intents.length) return false;
  if (decision !== undefined) {
    const { running, waiting, held } = decision;
    if (running !== schedule.attended.length || waiting !== schedule.waitingCount) return false;
    return compareClose(held, schedule.given) === 0;
  }
  return true;
}

function isSame(action: Action, intent: RecordOf<'intent'>): boolean {
  return (
    action.kind === intent.action &&
    action.attempt === intent.attempt &&
    compareClose(action.cores, intent.cores) === 0 &&
    action.cause?.kind === intent.cause?.kind
  );
}

/**
 * What a record tells the engine; undefined for what cannot be. The engine's timers tell it again what they have told it: of a turn
 * that has ended, and the like, a second word has no effect.
 */
function factOf(
  record: FactRecord,
  jobs: ReadonlyMap<string, Job>,
  actions: ReadonlyMap<number, Action>,
): Fact | undefined {
  const { at } = record;
  switch (record.kind) {
    case 'aging_tick':
      return { kind: 'aging_tick', at };
    case 'cancelled':
      return { kind: 'cancelled', at, reason: record.reason };
    case 'outcome': {
      const action = actions.get(record.id);
      if (action === undefined) return undefined;
      return record.ok
        ? { kind: 'confirmed', at, action }
        : { kind: 'refused', at, action, reason: record.reason };
    }
    case 'arrived':
    case 'turn_ended':
    case 'exemption_ended':
    case 'timed_out':
    case 'updated':
    case 'exited': {
      const job = jobs.get(record.job);
      if (job === undefined) return undefined;
      if (record.kind === 'updated') return { kind: 'updated', at, job, cores: record.cores };
      if (record.kind !== 'exited') return { kind: record.kind, at, job };
      const { attempt, code, reason, lost = false } = record;
      return { kind: 'exited', at, job, attempt, exit: { code, reason, lost } };
    }
  }
}

function jobsOf(records: readonly LogRecord[]): ReadonlyMap<string, Job> {
  const announced = records.filter((record) => record.kind === 'job').sort((a, b) => a.position - b.position);
  const jobs = new Map<string, Job>();
  byArrival(announced).forEach((index, rank) => {
    const record = announced[index]!;
    jobs.set(record.job, new Job(requestOf(record), rank));
  });
  return jobs;
}

function requestOf(record: RecordOf<'job'>): JobRequest {
  return {
    id: record.job,
    position: record.position,
    arrival: record.arrival,
    cores: record.cores,
    minCores: record.min_cores,
    maxCores: record.max_cores,
    priority: record.priority,
    retries: record.retries ?? 0,
    timeout: record.timeout ?? Infinity,
    memory: record.memory ?? 0,
    user: record.user,
    dedicated: record.dedicated,
    estimate: record.estimate ?? record.dedicated,
  };
}
