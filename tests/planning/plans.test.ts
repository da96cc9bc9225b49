import { describe, expect, it } from '@jest/globals';
import type { Rules } from '../../src/driver/rules.js';
import { planJob, settingOf } from '../../src/planning/plans.js';
import { findPolicy } from '../../src/policies/index.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import type { Setting } from '../../src/profile/setting.js';
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
  it('is nothing for one that does not report progress', () => {
    expect(settingOf(aJob({ program: own }))).toBeUndefined();
  });

  it('is image and command for one that does', () => {
    expect(settingOf(aJob({ program: { ...own, progress: true }, intraOp: 2 }))).toMatchObject({
      model: 'mine:1 train',
      intra: 2,
    });
  });

  it('is model, batch, cores and threads for a built-in model', () => {
    expect(settingOf(aJob({ cores: 2, intraOp: 2 }))).toEqual({
      model: 'mnist_cnn',
      batch: 32,
      duty: undefined,
      cores: 2,
      inter: 1,
      intra: 2,
      elastic: false,
    });
  });

  it('is the threads that it asks for also where it gets an elastic pool: the work is the same in every mode', () => {
    const asked: Setting[] = [];
    const planned = planJob(aJob(), { rules, capacity: 4, threads: 'elastic' }, 'runner:1', (setting) => {
      asked.push(setting);
      return undefined;
    });
    expect(planned.threads.elastic).toBe(true);
    expect(asked).toMatchObject([{ inter: 1, elastic: false }]);
  });
});
