import type { Action } from '../core/actions.js';
import { Bug } from '../core/errors.js';
import type { Engine } from '../core/engine.js';
import type { Fact } from '../core/facts.js';
import type { Batch, Executor } from '../executors/executor.js';
import type { LogRecord, Recorder } from '../log/records.js';
import type { Feed } from './feed.js';
import { recordEnded, recordFact, recordIntent, recordLackOfMemory } from './record-step.js';

/** What the driver drives. */
export interface Run {
  readonly engine: Engine;
  readonly feed: Feed;
  readonly executor: Executor;
  readonly recorder: RunRecorder;
  /** Seconds of silence after which the log gets a sign of life; without it, none (design 5.3). */
  readonly beat?: number;
  /** Called after each step: checks of invariants. */
  readonly onStep?: (() => void) | undefined;
  /** Called with each job that ends; true ends the run: the rest is cancelled with that reason (`--fail-fast`). */
  readonly cancelWhen?: (ended: LogRecord & { kind: 'ended' }) => string | undefined;
  /** Where a run stands that another tfsched has begun. */
  readonly resumed?: {
    /** Seconds on the run's clock. */
    readonly at: number;
    /** Why it is being ended; undefined where it is not. */
    readonly interrupted: string | undefined;
  };
}

/** Where a run's records go. */
export interface RunRecorder extends Recorder {
  /** Resolves when all intents so far are safe; undefined where nothing has to be waited for. */
  flush?(): Promise<void> | undefined;
}

/** How often a long simulation lets signals and timers through. */
const BATCHES_PER_BREATH = 20_000;

/**
 * The one loop, for Docker and for virtual time: facts from the executor and the feed go to the engine, its decision goes to the
 * log, and then to the executor. Ends when every job has ended, or when the executor leaves the run to be resumed.
 */
export async function drive(run: Run): Promise<void> {
  const { engine, feed, executor, recorder, beat = Infinity } = run;
  let now = run.resumed?.at ?? 0;
  let interrupted = run.resumed?.interrupted;
  for (let batches = 1; feed.hasArrivals || engine.openJobs > 0; batches++) {
    if (batches % BATCHES_PER_BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
    const until = Math.min(feed.nextAt(), engine.nextTimer(), now + beat);
    const next = executor.next(until);
    const batch: Batch = next instanceof Promise ? await next : next;
    if (batch.left !== undefined) {
      // What came with it is found again at the resume.
      recorder.append({ kind: 'left', at: Math.max(now, batch.now), ...batch.left });
      return;
    }
    if (batch.facts.length === 0 && batch.notices.length === 0 && until === Infinity) {
      throw new Bug(`nothing can happen any more and ${engine.openJobs} jobs have not ended`);
    }
    if (batch.now >= now + beat) recorder.append({ kind: 'beat', at: batch.now });
    now = batch.now;
    for (const notice of batch.notices) recorder.append(notice);
    const cancelled = batch.facts.find((fact) => fact.kind === 'cancelled');
    // What would arrive together with the end of the run does not arrive any more.
    if (cancelled === undefined) feed.take(now, batch.facts);
    else interrupted ??= cancelled.reason;
    const stepped = step(run, now, batch.facts, cancelled !== undefined);
    if (stepped !== undefined) await stepped;
  }
  recorder.append({ kind: 'end', at: now, ...(interrupted !== undefined && { interrupted }) });
}

/** The promise of the log, where its intents must be safe before the actions begin. */
function step(
  run: Run,
  now: number,
  facts: readonly Fact[],
  isCancelled: boolean,
): Promise<void> | undefined {
  const { engine, feed, executor, recorder } = run;
  const { schedule } = engine;
  const outcome = engine.step(now, facts);
  const { ignored } = outcome;
  for (const fact of outcome.facts) recordFact(fact, ignored.size > 0 && ignored.has(fact), recorder);
  for (const ended of outcome.ended) {
    const record = recordEnded(ended);
    recorder.append(record);
    const reason = run.cancelWhen?.(record);
    if (reason !== undefined) executor.cancel(reason);
  }
  if (isCancelled) {
    for (const job of feed.stop()) {
      recorder.append({ kind: 'ended', at: now, job: job.id, state: 'cancelled', code: null });
    }
  }
  for (const job of outcome.lackMemory) recorder.append(recordLackOfMemory(job, now, schedule.memory));
  if (outcome.decided) {
    recorder.append({
      kind: 'decision',
      at: now,
      running: schedule.attended.length,
      waiting: schedule.waitingCount,
      held: schedule.given,
      idle: schedule.idle,
    });
  }
  for (const action of outcome.actions) recorder.append(recordIntent(action, now));
  run.onStep?.();
  const { actions } = outcome;
  // What is told of an exit is lost with its container, which may be removed from now on.
  const mustLast = actions.length > 0 || facts.some(({ kind }) => kind === 'exited');
  const flushed = mustLast ? recorder.flush?.() : undefined;
  if (flushed !== undefined) return flushed.then(() => applyAll(executor, actions));
  applyAll(executor, actions);
  return undefined;
}

function applyAll(executor: Executor, actions: readonly Action[]): void {
  for (const action of actions) executor.apply(action);
}
