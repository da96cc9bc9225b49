import type { Cell } from './cell.js';
import { type MeasuredCell, topsOf } from './findings.js';
import { programKey } from './setting.js';

/** What profiles say of a program, by its `programKey`, on so many cores. */
export interface KnownSpeeds {
  /**
   * Steps per second: of the fastest setting that was measured on so many cores, on a line between two counts that were, in proportion
   * below the fewest, and as on the most beyond them. undefined for a program without a profile.
   */
  stepsPerSecond(program: string, cores: number): number | undefined;
  /** Seconds from the start of the program to its first step, on about so many cores; undefined as above. */
  startup(program: string, cores: number): number | undefined;
  /** The most cores on which the program was measured; 0 without a profile. */
  mostCores(program: string): number;
}

const UNKNOWN: readonly MeasuredCell[] = [];

/** Puts measured cells in order for who asks by program and cores. */
export function knownSpeeds(cells: readonly Cell[]): KnownSpeeds {
  const programs = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = programKey(cell.setting);
    const others = programs.get(key);
    if (others === undefined) programs.set(key, [cell]);
    else others.push(cell);
  }
  const tops = new Map([...programs].map(([key, own]) => [key, topsOf(own)]));
  const topsFor = (program: string): readonly MeasuredCell[] => tops.get(program) ?? UNKNOWN;
  return {
    stepsPerSecond(program, cores) {
      const above = topsFor(program).find(({ setting }) => setting.cores >= cores);
      const below = topsFor(program).findLast(({ setting }) => setting.cores < cores);
      if (above === undefined) return below?.figures.stepsPerSecond;
      const from = below?.setting.cores ?? 0;
      const speed = below?.figures.stepsPerSecond ?? 0;
      return speed + ((above.figures.stepsPerSecond - speed) * (cores - from)) / (above.setting.cores - from);
    },
    startup(program, cores) {
      const near = topsFor(program).findLast(({ setting }) => setting.cores <= cores) ?? topsFor(program)[0];
      return near?.figures.startup;
    },
    mostCores: (program) => topsFor(program).at(-1)?.setting.cores ?? 0,
  };
}
