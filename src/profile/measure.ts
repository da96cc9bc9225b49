import type { CoreId } from '../core/actions.js';
import type { Batch, Executor } from '../executors/executor.js';
import type { Sample } from './speed.js';
import { exitText, type Orders, TrialFailed } from './trial.js';
import { type Progress, type WarmSpeed, warmSpeed } from './warm-up.js';

/** A program that is measured, on cores of its own. */
export interface Trial {
  /** Id of the job that the executor knows. */
  readonly job: string;
  readonly ids: readonly CoreId[];
  /**
   * Whether the program tells its progress: then it trains until it is stopped, its steps being more than can be done. Else it is
   * left to its end and its whole run is timed.
   */
  readonly progress: boolean;
  /** Steps after warm-up that the speed is taken from; undefined for as many as are enough. */
  readonly steps?: number | undefined;
}

/** More steps than a trial can do. */
export const ENDLESS = 1_000_000_000;

/** Training is watched for so long and for so many steps after warm-up, whichever takes longer; seconds. */
const LEAST_SECONDS = 3;
const LEAST_STEPS = 5;
/** And until its speed is known as well as this, but not for longer than so many seconds. */
const UNCERTAINTY = 0.02;
const LONG_SECONDS = 12;
/** Steps of a large model on one core may take seconds each: then two of them must do. */
const MOST_SECONDS = 30;

/**
 * Measures the speed of a program: start-up from its start to its `ready` line, steps per second from its progress lines once it is
 * warm. The container is gone when this resolves.
 * @throws TrialFailed with what the program ended with
 */
export async function measure(executor: Executor, orders: Orders, trial: Trial): Promise<Sample> {
  executor.apply(orders('start', trial.ids));
  let startedAt = Number.NaN;
  const points: Progress[] = [];
  let speed: WarmSpeed | undefined;
  for (;;) {
    const batch: Batch = await executor.next(Infinity);
    for (const fact of batch.facts) {
      if (fact.kind === 'confirmed' && fact.action.kind === 'start') startedAt = fact.at;
      if (fact.kind === 'refused' || fact.kind === 'cancelled') throw new TrialFailed(fact.reason);
      if (fact.kind !== 'exited') continue;
      if (speed !== undefined) return sampleOf(speed, points[0]!.at - startedAt);
      if (trial.progress || fact.exit.code !== 0) throw new TrialFailed(exitText(fact));
      return { steps_per_second: 1 / (fact.at - startedAt), startup: 0, warm_up: 0 };
    }
    for (const notice of batch.notices) {
      if (notice.kind !== 'program' || notice.job !== trial.job || !trial.progress) continue;
      if (speed !== undefined || (notice.event !== 'ready' && points.length === 0)) continue;
      if (notice.at <= (points.at(-1)?.at ?? -Infinity)) continue;
      points.push({ at: notice.at, step: notice.step });
      speed = enough(points, trial.steps);
      if (speed !== undefined) executor.apply(orders('kill', []));
    }
  }
}

function enough(points: readonly Progress[], steps: number | undefined): WarmSpeed | undefined {
  const speed = warmSpeed(points);
  if (speed === undefined) return undefined;
  if (steps !== undefined) return speed.steps >= steps ? speed : undefined;
  const isLong = speed.seconds >= LEAST_SECONDS && speed.steps >= LEAST_STEPS;
  const isClose = (speed.uncertainty ?? 0) <= UNCERTAINTY || speed.seconds >= LONG_SECONDS;
  return (isLong && isClose) || points.at(-1)!.at - points[0]!.at >= MOST_SECONDS ? speed : undefined;
}

function sampleOf({ stepsPerSecond, warmUp }: WarmSpeed, startup: number): Sample {
  return { steps_per_second: stepsPerSecond, startup, warm_up: warmUp };
}
