import { quantile } from '../metrics/statistics.js';
import { medianOf } from './median.js';
import { shuffled } from '../random/seeded.js';
import { type Setting, settingKey } from './setting.js';
import type { Sample } from './speed.js';
import { uncertaintyOf } from './uncertainty.js';

/** A setting that is measured several times. */
export interface Cell {
  readonly setting: Setting;
  /** In the order in which they were measured. */
  readonly samples: readonly Sample[];
}

/** A cell in figures. */
export interface CellFigures {
  readonly stepsPerSecond: number;
  /** Quartiles of the steps per second. */
  readonly quartiles: readonly [number, number];
  /** Half the width of the 95 % interval of the mean speed, relative to it; undefined below two samples. */
  readonly uncertainty: number | undefined;
  /** Seconds. */
  readonly startup: number;
  readonly samples: number;
}

/** How many samples are taken. */
export interface Sampling {
  readonly repeats: number;
  /** A cell whose uncertainty is above this gets more samples. */
  readonly uncertainty: number;
  /** But never more than these. */
  readonly most: number;
}

/** undefined without samples. */
export function figuresOf({ samples }: Cell): CellFigures | undefined {
  if (samples.length === 0) return undefined;
  const speeds = samples.map((sample) => sample.steps_per_second);
  return {
    stepsPerSecond: medianOf(speeds),
    quartiles: [quantile(Float64Array.from(speeds), 0.25), quantile(Float64Array.from(speeds), 0.75)],
    uncertainty: uncertaintyOf(speeds),
    startup: medianOf(samples.map((sample) => sample.startup)),
    samples: samples.length,
  };
}

/**
 * The cells of the next round, each once, in random order: a noisy minute then favours none. First all that have too few samples,
 * then those that are too uncertain. Samples are added, never replaced.
 */
export function nextRound(cells: readonly Cell[], sampling: Sampling, random: () => number): readonly Cell[] {
  const few = cells.filter(({ samples }) => samples.length < sampling.repeats);
  return shuffled(few.length > 0 ? few : cells.filter((cell) => isUncertain(cell, sampling)), random);
}

/** Samples that are certainly still to be taken. */
export function samplesLeft(cells: readonly Cell[], { repeats }: Sampling): number {
  return cells.reduce((sum, { samples }) => sum + Math.max(0, repeats - samples.length), 0);
}

/** Cells for all settings, with what is known of them. */
export function cellsOf(
  settings: readonly Setting[],
  samplesOf: (setting: Setting) => readonly Sample[],
): readonly Cell[] {
  const distinct = new Map(settings.map((setting) => [settingKey(setting), setting]));
  return [...distinct.values()].map((setting) => ({ setting, samples: samplesOf(setting) }));
}

function isUncertain({ samples }: Cell, { uncertainty, most }: Sampling): boolean {
  if (samples.length >= most) return false;
  return (uncertaintyOf(samples.map((sample) => sample.steps_per_second)) ?? Infinity) > uncertainty;
}
