import { describe, expect, it } from '@jest/globals';
import { vainRequests } from '../../src/planning/vain-requests.js';
import type { Cell } from '../../src/profile/cell.js';
import { aJob } from './a-job.js';

function cell(model: string, cores: number, steps_per_second: number): Cell {
  return {
    setting: { model, batch: undefined, duty: undefined, cores, inter: 1, intra: cores, elastic: false },
    samples: [{ steps_per_second, startup: 2, warm_up: 0 }],
  };
}

const CELLS = [
  cell('lstm', 1, 10),
  cell('lstm', 2, 12),
  cell('lstm', 4, 13),
  cell('resnet20', 1, 10),
  cell('resnet20', 2, 19),
];

const lstm = { kind: 'model', model: 'lstm' } as const;
const resnet20 = { kind: 'model', model: 'resnet20' } as const;

describe('requests that a profile advises against', () => {
  it('are those above the last cores that pay, by program', () => {
    const jobs = [
      aJob({ id: 'a', program: lstm, cores: 2 }),
      aJob({ id: 'b', program: lstm, cores: 1 }),
      aJob({ id: 'c', program: lstm, cores: 4 }),
      aJob({ id: 'd', program: resnet20, cores: 2 }),
    ];
    expect(vainRequests(jobs, CELLS)).toEqual([{ program: 'lstm', enoughCores: 1, jobs: ['a', 'c'] }]);
  });

  it('are none of a program that was not measured', () => {
    expect(vainRequests([aJob({ program: { ...lstm, batch: 64 }, cores: 4 })], CELLS)).toEqual([]);
    expect(vainRequests([aJob({ program: lstm, cores: 4 })], [])).toEqual([]);
  });
});
