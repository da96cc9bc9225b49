import type { Cell } from './cell.js';
import { medianOf } from './median.js';
import { type ProgramSetting, programKey } from './setting.js';

/** What profiles say of a program on so many cores. */
export interface KnownSpeeds {
  /**
   * Steps per second: of the fastest setting that was measured on so many cores, on a line between two counts that were, in proportion
   * below the fewest, and as on the most beyond them. undefined for a program without a profile.
   */
  stepsPerSecond(program: ProgramSetting, cores: number): number | undefined;
  /** Seconds from the start of the program to its first step, on about so many cores; undefined as above. */
  startup(program: ProgramSetting, cores: number): number | undefined;
  /** The most cores on which the program was measured; 0 without a profile. */
  mostCores(program: ProgramSetting): number;
}

interface Rung {
  readonly cores: number;
  readonly speed: number;
  readonly startup: number;
}

/** Puts measured cells in order for who asks by program and cores. */
export function knownSpeeds(cells: readonly Cell[]): KnownSpeeds {
  const programs = new Map<string, Rung[]>();
  for (const { setting, samples } of cells) {
    if (samples.length === 0) continue;
    const key = programKey(setting);
    const rungs = programs.get(key) ?? [];
    programs.set(key, [
      ...rungs,
      {
        cores: setting.cores,
        speed: medianOf(samples.map((sample) => sample.steps_per_second)),
        startup: medianOf(samples.map((sample) => sample.startup)),
      },
    ]);
  }
  for (const [key, rungs] of programs) programs.set(key, fastestOfEach(rungs));
  return {
    stepsPerSecond(program, cores) {
      const rungs = programs.get(programKey(program)) ?? [];
      const above = rungs.find((rung) => rung.cores >= cores);
      const below = rungs.findLast((rung) => rung.cores < cores);
      if (above === undefined) return below?.speed;
      const { cores: from, speed } = below ?? { cores: 0, speed: 0 };
      return speed + ((above.speed - speed) * (cores - from)) / (above.cores - from);
    },
    startup: (program, cores) => {
      const rungs = programs.get(programKey(program)) ?? [];
      return (rungs.findLast((rung) => rung.cores <= cores) ?? rungs[0])?.startup;
    },
    mostCores: (program) => programs.get(programKey(program))?.at(-1)?.cores ?? 0,
  };
}

/** By cores. */
function fastestOfEach(rungs: readonly Rung[]): Rung[] {
  const best = new Map<number, Rung>();
  for (const rung of rungs) {
    const known = best.get(rung.cores);
    if (known === undefined || rung.speed > known.speed) best.set(rung.cores, rung);
  }
  return [...best.values()].sort((a, b) => a.cores - b.cores);
}
