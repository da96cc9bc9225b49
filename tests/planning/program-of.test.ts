import { describe, expect, it } from '@jest/globals';
import { programOf } from '../../src/planning/program-of.js';
import type { ImageProgram } from '../../src/workload/workload.js';
import { aJob } from './a-job.js';

const own: ImageProgram = {
  kind: 'image',
  image: 'mine:1',
  command: ['train', '-x'],
  progress: true,
  network: false,
  writable: false,
  mounts: [],
};

describe('the program of a job', () => {
  it.each([
    ['lstm', { model: 'lstm', batch: 32 }],
    ['lstm, batch 64', { model: 'lstm', batch: 64 }],
    ['spin', { model: 'spin' }],
    ['spin, duty 0.5', { model: 'spin', duty: 0.5 }],
  ])('is called %s', (name, program) => {
    expect(programOf(aJob({ program: { kind: 'model', ...program } })).name).toBe(name);
  });

  it('is its image and command where it is the user’s own, its runs and its steps kept apart', () => {
    const [steps, runs] = [true, false].map((progress) => programOf(aJob({ program: { ...own, progress } })));
    expect(steps).toMatchObject({
      name: 'mine:1 train -x',
      progress: true,
      setting: { model: 'mine:1 train -x' },
    });
    expect(runs).toMatchObject({ name: 'mine:1 train -x', progress: false });
    expect(runs!.setting.model).not.toBe(steps!.setting.model);
  });
});
