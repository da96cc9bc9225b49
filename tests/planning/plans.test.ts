import { describe, expect, it } from '@jest/globals';
import type { Rules } from '../../src/driver/rules.js';
import { planJob, settingOf } from '../../src/planning/plans.js';
import { findPolicy } from '../../src/policies/index.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { findRealloc } from '../../src/realloc/index.js';
import type { ImageProgram, JobSpec } from '../../src/workload/workload.js';
import { aJob } from './a-job.js';

const rules: Rules = {
  policy: findPolicy('fcfs')!,
  options: DEFAULT_POLICY_OPTIONS,
  realloc: findRealloc('strict'),
};
const own: ImageProgram = {
  kind: 'image',
  image: 'mine:1',
  command: ['train'],
  progress: false,
  network: false,
  writable: false,
  mounts: [],
};
const plan = (spec: JobSpec, stepsPerSecond?: number): ReturnType<typeof planJob> =>
  planJob(spec, { rules, capacity: 4, threads: 'auto' }, 'runner:1', () =>
    stepsPerSecond === undefined ? undefined : { stepsPerSecond, startup: 2 },
  );

describe('what is settled of a job before its container exists', () => {
  it('turns a duration into steps, at least one', () => {
    expect(plan(aJob(), 7.26)).toMatchObject({ steps: 73, dedicated: 12, image: 'runner:1' });
    expect(plan(aJob({ work: { kind: 'duration', seconds: 0.01 } }), 7)).toMatchObject({ steps: 1 });
  });

  it('takes steps as they are, and knows their time where the speed is known', () => {
    const spec = aJob({ work: { kind: 'steps', steps: 40 } });
    expect(plan(spec, 4)).toMatchObject({ steps: 40, dedicated: 12 });
    expect(plan(spec)).toMatchObject({ steps: 40, dedicated: undefined });
  });

  it("runs a program of the user's own to its end, its duration being what the user declares", () => {
    expect(plan(aJob({ program: own }))).toMatchObject({ image: 'mine:1', steps: undefined, dedicated: 10 });
    expect(plan(aJob({ program: own, work: { kind: 'unknown' } }))).toMatchObject({
      steps: undefined,
      dedicated: undefined,
    });
  });
});

describe('what the speed of a program depends on', () => {
  const threads = { inter: 1, intra: 2, elastic: true };

  it('is nothing for one that does not report progress', () => {
    expect(settingOf(aJob({ program: own }), threads)).toBeUndefined();
  });

  it('is image and command for one that does', () => {
    expect(settingOf(aJob({ program: { ...own, progress: true } }), threads)).toMatchObject({
      model: 'mine:1 train',
      intra: 2,
    });
  });

  it('is model, batch, cores and threads for a built-in model', () => {
    expect(settingOf(aJob({ cores: 2 }), threads)).toEqual({
      model: 'mnist_cnn',
      batch: 32,
      duty: undefined,
      cores: 2,
      inter: 1,
      intra: 2,
      elastic: true,
    });
  });
});
