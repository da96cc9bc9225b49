import type { CoreId } from '../core/actions.js';
import { Engine } from '../core/engine.js';
import { Pool, type Seat } from '../core/pool.js';
import type { Executor } from '../executors/executor.js';
import type { Gap, LogRecord } from '../log/records.js';
import type { Workload } from '../workload/workload.js';
import { drive, type RunRecorder } from './drive.js';
import { jobRequest } from './entries.js';
import { Feed } from './feed.js';
import { type Recovered, recover } from './recover.js';
import { type KnownJob, firstFailure } from './run-on-docker.js';
import { checkerOf, instantiate, type Rules } from './rules.js';

/** What a run on Docker depends on beside its log. */
export interface RunTerms {
  readonly workload: Workload;
  readonly rules: Rules;
  readonly ids: readonly CoreId[];
  readonly seats: ReadonlyMap<CoreId, Seat> | undefined;
  /** Bytes that the limits of started containers may add up to. */
  readonly memory: number;
  readonly known: (position: number) => KnownJob;
}

/**
 * A run that another tfsched has begun, as its log leaves it.
 * @param records all of the log; its last step may not be whole
 * @throws LogReadError where the log cannot be made again
 */
export function recoverRun(records: readonly LogRecord[], terms: RunTerms): Recovered {
  const { workload, rules, ids, seats, memory, known } = terms;
  return recover(records, () => {
    const pool = new Pool(ids, seats);
    const engine = new Engine({ ...instantiate(rules), pool, memory });
    const feed = new Feed(workload.jobs, (index) => {
      const job = known(index);
      return { ...jobRequest(workload.jobs[index]!, ids.length, job.dedicated), memory: job.memory };
    });
    return { engine, pool, feed };
  });
}

export interface ResumedRun {
  readonly recovered: Recovered;
  readonly rules: Rules;
  /** It has taken over the containers; its clock stands at the time of the last record. */
  readonly executor: Executor;
  readonly startClock: () => void;
  readonly recorder: RunRecorder;
  readonly header: { readonly tfsched: string; readonly created: string } & Gap;
  readonly failFast: boolean;
}

/** Goes on with a run (design 5.3): what was ordered and not settled is ordered again. Resolves when every job has ended. */
export async function resumeOnDocker(run: ResumedRun): Promise<void> {
  const { recovered, executor, recorder, rules } = run;
  const { engine, pool, feed, jobs, at, interrupted } = recovered;
  recorder.append({ kind: 'resumed', at, ...run.header });
  await recorder.flush?.();
  run.startClock();
  for (const { inFlight } of jobs) if (inFlight !== undefined) executor.apply(inFlight);
  await drive({
    engine,
    feed,
    executor,
    recorder,
    beat: 1,
    resumed: { at, interrupted },
    onStep: checkerOf(rules, engine, pool, feed),
    ...(run.failFast && { cancelWhen: firstFailure }),
  });
}
