import { type Cell, cellsOf, nextRound, type Sampling, samplesLeft } from './cell.js';
import type { Setting } from './setting.js';
import type { Sample } from './speed.js';

/** A measurement that is about to be made. */
export interface NextTrial {
  readonly setting: Setting;
  /** Samples that are taken in this call so far, and that are certainly to be taken, this one among them. */
  readonly taken: number;
  readonly left: number;
  /** Seconds that those left will take, by those taken; undefined before the first. */
  readonly secondsLeft: number | undefined;
}

/** What a study needs of its surroundings. */
export interface StudyTools {
  /** All that was ever measured of a setting. */
  readonly samplesOf: (setting: Setting) => readonly Sample[];
  /** Measures once more and keeps the sample: `samplesOf` gives it from then on. */
  readonly measure: (setting: Setting) => Promise<unknown>;
  readonly onTrial: (trial: NextTrial) => void;
  /** Numbers from 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** Seconds from any origin. */
  readonly clock: () => number;
}

/**
 * Measures settings again and again, in rounds of random order, until each has its samples. What was measured earlier counts, so
 * that a study that was interrupted goes on from there.
 */
export async function study(
  settings: readonly Setting[],
  sampling: Sampling,
  tools: StudyTools,
): Promise<readonly Cell[]> {
  const began = tools.clock();
  let taken = 0;
  for (;;) {
    const cells = cellsOf(settings, tools.samplesOf);
    const round = nextRound(cells, sampling, tools.random);
    if (round.length === 0) return cells;
    for (const [index, { setting }] of round.entries()) {
      const left = Math.max(samplesLeft(cellsOf(settings, tools.samplesOf), sampling), round.length - index);
      const secondsLeft = taken === 0 ? undefined : ((tools.clock() - began) / taken) * left;
      tools.onTrial({ setting, taken, left, secondsLeft });
      await tools.measure(setting);
      taken += 1;
    }
  }
}
