import type { Action, ActionKind, CoreId } from '../core/actions.js';
import { Job } from '../core/job-state.js';
import type { Batch, Executor, Notice } from '../executors/executor.js';
import type { Sample } from './speed.js';

/** A program that trains until it is stopped, on cores of its own. */
export interface Trial {
  /** Id of the job that the executor knows; its steps are more than can be done. */
  readonly job: string;
  readonly ids: readonly CoreId[];
}

/** Training is watched for so long and for so many steps, whichever takes longer; seconds. */
const LEAST_SECONDS = 3;
const LEAST_STEPS = 5;
/** Steps of a large model on one core may take seconds each: then two of them must do. */
const MOST_SECONDS = 30;

/** A program that ended by itself, or never trained. */
export class TrialFailed extends Error {
  override readonly name = 'TrialFailed';
}

type Progress = Extract<Notice, { kind: 'program' }>;

/**
 * Measures the speed of a program: start-up from its start to its `ready` line, steps per second from its progress lines. The
 * container is killed and gone when this resolves.
 * @throws TrialFailed with what the program ended with
 */
export async function measure(executor: Executor, trial: Trial, firstActionId: number): Promise<Sample> {
  const job = trialJob(trial);
  const order = (id: number, kind: ActionKind, ids: readonly CoreId[]): Action => ({
    id,
    kind,
    job,
    attempt: 1,
    cores: ids.length,
    ids,
    cause: undefined,
    decided: undefined,
  });
  const start = order(firstActionId, 'start', trial.ids);
  executor.apply(start);
  let startedAt = Number.NaN;
  let ready: Progress | undefined;
  let sample: Sample | undefined;
  for (;;) {
    const batch: Batch = await executor.next(Infinity);
    for (const fact of batch.facts) {
      if (fact.kind === 'refused') throw new TrialFailed(fact.reason);
      if (fact.kind === 'cancelled') throw new TrialFailed(fact.reason);
      if (fact.kind === 'confirmed' && fact.action === start) startedAt = fact.at;
      if (fact.kind !== 'exited') continue;
      if (sample !== undefined) return sample;
      throw new TrialFailed(
        `exit code ${fact.exit.code}${fact.exit.reason === undefined ? '' : `, ${fact.exit.reason}`}`,
      );
    }
    for (const notice of batch.notices) {
      if (notice.kind !== 'program' || notice.job !== trial.job || sample !== undefined) continue;
      if (notice.event === 'ready') ready = notice;
      else if (ready !== undefined && isEnough(ready, notice)) {
        sample = {
          steps_per_second: (notice.step - ready.step) / (notice.at - ready.at),
          startup: ready.at - startedAt,
        };
        executor.apply(order(firstActionId + 1, 'kill', []));
      }
    }
  }
}

function isEnough(ready: Progress, latest: Progress): boolean {
  const seconds = latest.at - ready.at;
  const steps = latest.step - ready.step;
  return (seconds >= LEAST_SECONDS && steps >= LEAST_STEPS) || (seconds >= MOST_SECONDS && steps > 0);
}

function trialJob({ job, ids }: Trial): Job {
  const cores = ids.length;
  return new Job(
    {
      id: job,
      position: 0,
      arrival: 0,
      cores,
      minCores: cores,
      maxCores: cores,
      priority: 0,
      retries: 0,
      timeout: Infinity,
      memory: 0,
      user: undefined,
      estimate: undefined,
    },
    0,
  );
}
