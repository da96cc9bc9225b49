import { describe, expect, it } from '@jest/globals';
import type { Cell } from '../../src/profile/cell.js';
import { knownSpeeds } from '../../src/profile/known-speeds.js';
import { programKey } from '../../src/profile/setting.js';

const LSTM = { model: 'lstm', batch: 32, duty: undefined };
const OTHER = { ...LSTM, batch: 64 };

function cell(cores: number, intra: number, speeds: readonly number[], startup = 2): Cell {
  return {
    setting: { ...LSTM, cores, inter: 1, intra, elastic: false },
    samples: speeds.map((steps_per_second) => ({ steps_per_second, startup, warm_up: 0 })),
  };
}

describe('the speed of a model on so many cores', () => {
  const known = knownSpeeds([
    cell(2, 1, [10]),
    cell(2, 2, [16, 15, 17], 3),
    cell(1, 1, [10], 4),
    cell(4, 4, [20]),
    cell(8, 8, []),
  ]);

  it.each([
    ['as measured, in the fastest setting', 2, 16],
    ['on a line between two counts that were measured', 3, 18],
    ['in proportion below the fewest', 0.5, 5],
    ['as on the most beyond them', 16, 20],
  ])('is %s', (_, cores, speed) => {
    expect(known.stepsPerSecond(programKey(LSTM), cores)).toBeCloseTo(speed, 9);
  });

  it('comes with the start-up of the next lower count', () => {
    expect([0.5, 1, 2, 3].map((cores) => known.startup(programKey(LSTM), cores))).toEqual([4, 4, 3, 3]);
    expect(known.mostCores(programKey(LSTM))).toBe(4);
  });

  it('is not known without a profile', () => {
    expect(known.stepsPerSecond(programKey(OTHER), 1)).toBeUndefined();
    expect(known.startup(programKey(OTHER), 1)).toBeUndefined();
    expect(known.mostCores(programKey(OTHER))).toBe(0);
  });
});
