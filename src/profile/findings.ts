import { type AmdahlFit, fitAmdahl } from './amdahl-fit.js';
import { type Cell, type CellFigures, figuresOf } from './cell.js';
import type { Setting } from './setting.js';

/** A cell that was measured. */
export interface MeasuredCell {
  readonly setting: Setting;
  readonly figures: CellFigures;
}

/** The fastest cell on so many cores. */
export interface Rung extends MeasuredCell {
  /** Its speed, in those of the fewest cores measured. */
  readonly speedup: number;
}

/** What follows from a profile. */
export interface Findings {
  /** In the order of the grid. */
  readonly cells: readonly MeasuredCell[];
  readonly best: MeasuredCell;
  /** The cheapest within CLOSE of the best: fewest cores, then fewest threads. */
  readonly cheapest: MeasuredCell;
  /** By cores. */
  readonly rungs: readonly Rung[];
  /** The last count of cores before the next one measured gives less than WORTHWHILE of what its cores could; undefined where all pay. */
  readonly enoughCores: number | undefined;
  /** undefined below three counts of cores. */
  readonly amdahl: AmdahlFit | undefined;
}

/** A setting this near to the best is as good. */
export const CLOSE = 0.03;

/** Cores that bring less than this part of their share of the speed do not pay. */
export const WORTHWHILE = 0.5;

/** What follows from the cells of one program; undefined where none is measured. */
export function findingsOf(cells: readonly Cell[]): Findings | undefined {
  const measured = measuredOf(cells);
  const best = fastest(measured);
  if (best === undefined) return undefined;
  const near = measured.filter(
    ({ figures }) => figures.stepsPerSecond >= (1 - CLOSE) * best.figures.stepsPerSecond,
  );
  const tops = fastestOnEach(measured);
  const base = tops[0]!.figures.stepsPerSecond;
  const rungs = tops.map((cell) => ({ ...cell, speedup: cell.figures.stepsPerSecond / base }));
  return {
    cells: measured,
    best,
    cheapest: [...near].sort((a, b) => costOf(a) - costOf(b))[0] ?? best,
    rungs,
    enoughCores: rungs.find((rung, place) => !nextPays(rung, rungs[place + 1]))?.setting.cores,
    amdahl: fitAmdahl(
      tops.flatMap(({ setting, samples }) =>
        samples.map((sample) => ({ cores: setting.cores, speed: sample.steps_per_second })),
      ),
    ),
  };
}

interface SampledCell extends MeasuredCell, Cell {}

/** The cells with a sample, in figures. */
function measuredOf(cells: readonly Cell[]): readonly SampledCell[] {
  return cells.flatMap((cell) => {
    const figures = figuresOf(cell);
    return figures === undefined ? [] : [{ ...cell, figures }];
  });
}

/** The fastest cell on each number of cores, of one program, by cores; none without a sample. */
export function topsOf(cells: readonly Cell[]): readonly MeasuredCell[] {
  return fastestOnEach(measuredOf(cells));
}

function fastestOnEach<T extends MeasuredCell>(measured: readonly T[]): readonly T[] {
  const counts = [...new Set(measured.map(({ setting }) => setting.cores))].sort((a, b) => a - b);
  return counts.flatMap((cores) => fastest(measured.filter((cell) => cell.setting.cores === cores)) ?? []);
}

function fastest<T extends MeasuredCell>(cells: readonly T[]): T | undefined {
  return cells.reduce<T | undefined>(
    (best, cell) =>
      best === undefined || cell.figures.stepsPerSecond > best.figures.stepsPerSecond ? cell : best,
    undefined,
  );
}

/** Cores before threads, and a thread more of either kind costs the same. */
function costOf({ setting: { cores, intra, inter, elastic } }: MeasuredCell): number {
  return cores * 1e6 + (intra + inter) * 10 + (elastic ? 1 : 0);
}

/** Whether the cores up to the next rung bring their worth; there is none behind the last. */
function nextPays(rung: Rung, next: Rung | undefined): boolean {
  if (next === undefined) return true;
  const share = next.setting.cores / rung.setting.cores - 1;
  return next.speedup / rung.speedup - 1 >= WORTHWHILE * share;
}
