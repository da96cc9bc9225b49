import { medianOf } from './median.js';

/** One measurement of a setting. */
export interface Sample {
  readonly steps_per_second: number;
  /** Seconds from the start of the program until it is ready to train. */
  readonly startup: number;
  /** Seconds of training that were left out before the speed was taken. */
  readonly warm_up: number;
}

/** What is known of a setting. */
export interface Speed {
  readonly stepsPerSecond: number;
  /** Seconds. */
  readonly startup: number;
}

/** Medians of the samples; undefined without any. */
export function speedOf(samples: readonly Sample[]): Speed | undefined {
  if (samples.length === 0) return undefined;
  return {
    stepsPerSecond: medianOf(samples.map((sample) => sample.steps_per_second)),
    startup: medianOf(samples.map((sample) => sample.startup)),
  };
}

/** Training steps that take `duration` seconds, at least one. */
export function stepsFor(duration: number, speed: Speed): number {
  return Math.max(1, Math.round(duration * speed.stepsPerSecond));
}
