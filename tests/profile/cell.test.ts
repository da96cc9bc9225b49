import { describe, expect, it } from '@jest/globals';
import { type Cell, cellsOf, figuresOf, nextRound, samplesLeft } from '../../src/profile/cell.js';
import { seededRandom } from '../../src/random/seeded.js';
import type { Setting } from '../../src/profile/setting.js';
import type { Sample } from '../../src/profile/speed.js';

const sample = (steps_per_second: number, startup = 2): Sample => ({ steps_per_second, startup, warm_up: 0 });

function setting(cores: number): Setting {
  return { model: 'lstm', batch: 32, duty: undefined, cores, inter: 1, intra: cores, elastic: false };
}

const cell = (cores: number, ...speeds: number[]): Cell => ({
  setting: setting(cores),
  samples: speeds.map((speed) => sample(speed)),
});

const sampling = { repeats: 3, uncertainty: 0.05, most: 6 };
const coresOf = (cells: readonly Cell[]): number[] => cells.map((each) => each.setting.cores).sort();

describe('the figures of a cell', () => {
  it('are the median, the quartiles, and the interval by Student’s t on logarithms', () => {
    const figures = figuresOf(cell(1, 8, 10, 11, 12, 14))!;
    expect(figures).toMatchObject({ stepsPerSecond: 11, quartiles: [10, 12], startup: 2, samples: 5 });
    // exp(2.7764451 * sd(log of the five) / sqrt(5)) - 1, the quantile from a table of Student's t.
    expect(figures.uncertainty).toBeCloseTo(0.29633, 4);
  });

  it('have no interval of one sample, and are nothing without', () => {
    expect(figuresOf(cell(1, 8))).toMatchObject({ stepsPerSecond: 8, uncertainty: undefined });
    expect(figuresOf(cell(1))).toBeUndefined();
  });
});

describe('the next round', () => {
  it('takes each cell that has too few samples once', () => {
    const cells = [cell(1, 8), cell(2), cell(3, 8, 8, 8)];
    expect(coresOf(nextRound(cells, sampling, Math.random))).toEqual([1, 2]);
    expect(samplesLeft(cells, sampling)).toBe(5);
  });

  it('then those that are uncertain, as long as they may have more', () => {
    const certain = cell(1, 8, 8.01, 8.02);
    const noisy = cell(2, 6, 8, 10);
    const hopeless = cell(3, 6, 8, 10, 6, 8, 10);
    expect(coresOf(nextRound([certain, noisy, hopeless], sampling, Math.random))).toEqual([2]);
    expect(nextRound([certain, hopeless], sampling, Math.random)).toEqual([]);
  });

  it('is in random order, the same for the same seed', () => {
    const cells = Array.from({ length: 9 }, (_, index) => cell(index + 1));
    const order = (seed: number): number[] =>
      nextRound(cells, sampling, seededRandom(seed)).map((each) => each.setting.cores);
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
  });
});

describe('cells', () => {
  it('are one a setting', () => {
    const known = [sample(5)];
    expect(cellsOf([setting(1), setting(2), setting(1)], ({ cores }) => (cores === 1 ? known : []))).toEqual([
      { setting: setting(1), samples: known },
      { setting: setting(2), samples: [] },
    ]);
  });
});
