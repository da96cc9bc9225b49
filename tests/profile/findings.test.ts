import { describe, expect, it } from '@jest/globals';
import type { Cell } from '../../src/profile/cell.js';
import { findingsOf } from '../../src/profile/findings.js';
import { settingsOf } from '../../src/profile/grid.js';

const program = { model: 'lstm', batch: 32, duty: undefined };

/** Cells of so many cores and intra-op threads, by their speeds. */
function cells(speeds: Readonly<Record<string, readonly number[]>>): Cell[] {
  return Object.entries(speeds).map(([key, values]) => {
    const [cores = 0, intra = 0] = key.split('x').map(Number);
    return {
      setting: { ...program, cores, intra, inter: 1, elastic: false },
      samples: values.map((steps_per_second) => ({ steps_per_second, startup: 2, warm_up: 0 })),
    };
  });
}

describe('the findings of a profile', () => {
  it('name the best, and the cheapest that is as good', () => {
    const found = findingsOf(cells({ '1x1': [10], '2x1': [19.5], '2x2': [20], '4x4': [20.1] }))!;
    expect(found.best.setting).toMatchObject({ cores: 4, intra: 4 });
    expect(found.cheapest.setting).toMatchObject({ cores: 2, intra: 1 });
  });

  it('take for each count of cores its fastest cell', () => {
    const found = findingsOf(cells({ '1x1': [10], '1x2': [8], '2x1': [11], '2x2': [16] }))!;
    expect(found.rungs.map(({ setting, speedup }) => [setting.cores, setting.intra, speedup])).toEqual([
      [1, 1, 1],
      [2, 2, 1.6],
    ]);
  });

  it('say from where on more cores do not pay', () => {
    const enough = (speeds: Record<string, readonly number[]>): number | undefined =>
      findingsOf(cells(speeds))?.enoughCores;
    expect(enough({ '1x1': [10], '2x2': [18], '4x4': [20] })).toBe(2);
    expect(enough({ '1x1': [10], '2x2': [14.9] })).toBe(1);
    expect(enough({ '1x1': [10], '2x2': [15] })).toBeUndefined();
    expect(enough({ '2x2': [15] })).toBeUndefined();
  });

  it('fit Amdahl’s law from three counts of cores on', () => {
    expect(findingsOf(cells({ '1x1': [10], '2x2': [15] }))?.amdahl).toBeUndefined();
    const found = findingsOf(cells({ '1x1': [10], '2x2': [10 / 0.6], '4x4': [25] }))!;
    expect(found.amdahl?.fraction).toBeCloseTo(0.8, 6);
  });

  it('are none of cells that have no samples', () => {
    expect(findingsOf(cells({ '1x1': [] }))).toBeUndefined();
    expect(findingsOf(cells({ '1x1': [], '2x2': [5] }))?.cells).toHaveLength(1);
  });
});

describe('a grid', () => {
  it('has a setting for every combination', () => {
    const grid = { cores: [1, 2], intra: [1, 2], inter: [1], pools: ['exact', 'elastic'] } as const;
    const settings = settingsOf(program, grid);
    expect(settings).toHaveLength(8);
    expect(settings[0]).toEqual({ ...program, cores: 1, intra: 1, inter: 1, elastic: false });
    expect(settings.at(-1)).toEqual({ ...program, cores: 2, intra: 2, inter: 1, elastic: true });
  });
});
