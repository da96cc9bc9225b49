import { uncertaintyOf } from './uncertainty.js';

/** How far a program is at some time. */
export interface Progress {
  /** Seconds from any origin. */
  readonly at: number;
  readonly step: number;
}

/** Speed once a program is warm. */
export interface WarmSpeed {
  readonly stepsPerSecond: number;
  /** Seconds from the first point that are left out as warm-up. */
  readonly warmUp: number;
  /** How far it may be off, relative to it, by how much it varied between the points; undefined where that was seen once. */
  readonly uncertainty: number | undefined;
  /** Seconds and steps that the speed is taken from. */
  readonly seconds: number;
  readonly steps: number;
}

/**
 * The speed after warm-up, which ends where the speeds that follow vary least for their number: the marginal standard error rule
 * (K. P. White, An effective truncation heuristic for bias reduction in simulation output, Simulation 69, 1997). It leaves out half of
 * the points at most.
 *
 * @param points by time, the first one at `ready`
 * @returns undefined below two points, or where no step was made
 */
export function warmSpeed(points: readonly Progress[]): WarmSpeed | undefined {
  const speeds = speedsBetween(points);
  const from = truncation(speeds);
  const first = points[from];
  const last = points.at(-1);
  if (first === undefined || last === undefined || last.step <= first.step) return undefined;
  const seconds = last.at - first.at;
  const steps = last.step - first.step;
  const stepsPerSecond = steps / seconds;
  const uncertainty = uncertaintyOf(speeds.slice(from));
  return { stepsPerSecond, uncertainty, warmUp: first.at - points[0]!.at, seconds, steps };
}

function speedsBetween(points: readonly Progress[]): number[] {
  return points.slice(1).map((point, index) => {
    const before = points[index]!;
    return (point.step - before.step) / (point.at - before.at);
  });
}

/** How many values to leave out at the beginning. */
function truncation(values: readonly number[]): number {
  let best = 0;
  let least = Infinity;
  let sum = 0;
  let squares = 0;
  // From the end, so that each suffix is the one before it and one value more.
  for (let from = values.length - 1; from >= 0; from--) {
    const value = values[from]!;
    sum += value;
    squares += value ** 2;
    const count = values.length - from;
    if (from > values.length / 2 || count < 2) continue;
    const error = (squares - sum ** 2 / count) / count ** 2;
    if (error <= least) [best, least] = [from, error];
  }
  return best;
}
