import type { Action } from '../core/actions.js';
import type { Engine, Step } from '../core/engine.js';
import type { Fact } from '../core/facts.js';
import type { Job } from '../core/job-state.js';
import type { Schedule } from '../core/schedule.js';
import { compareClose } from '../core/time.js';
import type { FactRecord, LogStep, RecordOf } from './steps.js';

/**
 * How a step that is made again compares with the log: `short` where the log has its facts and not all that it decided, as that of a
 * run that was killed may; `other` where the engine does something else.
 */
export type Repeated = 'same' | 'short' | 'other';

/**
 * Makes one step of a run again, of what the log says has happened.
 * @param jobs of the run by id, as the engine knows them
 * @param actions by the id that the log has for them; what this step orders is added
 */
export function repeat(
  engine: Engine,
  step: LogStep,
  jobs: ReadonlyMap<string, Job>,
  actions: Map<number, Action>,
): Repeated {
  const facts: Fact[] = [];
  for (const record of step.facts) {
    const fact = factOf(record, jobs, actions);
    if (fact === undefined) return 'other';
    facts.push(fact);
  }
  let done: Step;
  try {
    done = engine.step(step.now, facts);
  } catch {
    // What the log tells cannot happen under the rules that it names.
    return 'other';
  }
  const { decision, intents } = step;
  if (decision !== undefined && !(done.decided && isSameDecision(engine.schedule, decision))) return 'other';
  // A job has one action in flight at most. In which order they were given out may depend on steps that left no trace.
  const ordered = new Map(done.actions.map((action) => [action.job.id, action]));
  for (const intent of intents) {
    const action = ordered.get(intent.job);
    if (action === undefined || !isSameAction(action, intent)) return 'other';
    actions.set(intent.id, action);
  }
  const isWhole = done.decided === (decision !== undefined) && done.actions.length === intents.length;
  return isWhole ? 'same' : 'short';
}

function isSameDecision(schedule: Schedule, { running, waiting, held }: RecordOf<'decision'>): boolean {
  return (
    running === schedule.attended.length &&
    waiting === schedule.waitingCount &&
    compareClose(held, schedule.given) === 0
  );
}

function isSameAction(action: Action, intent: RecordOf<'intent'>): boolean {
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
