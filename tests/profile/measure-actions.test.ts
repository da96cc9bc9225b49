import { describe, expect, it } from '@jest/globals';
import { SimExecutor } from '../../src/executors/sim/sim-executor.js';
import { linear } from '../../src/executors/sim/speedup.js';
import { measureActions } from '../../src/profile/measure-actions.js';
import type { MeasuredAction } from '../../src/profile/profile-file.js';
import { ordersFor, TrialFailed } from '../../src/profile/trial.js';

const OVERHEADS = { start: 0.5, pause: 0.25, resume: 0.125, resize: 0.0625, startup: 0 };

async function measured(ids: readonly number[], duration = 1000): Promise<Record<string, readonly number[]>> {
  const executor = new SimExecutor(() => ({ model: 'spin', duration, startup: 0 }), linear, OVERHEADS);
  let id = 0;
  const times = new Map<MeasuredAction, number[]>();
  await measureActions(
    executor,
    ordersFor('a', ids.length, () => ++id),
    ids,
    (kind, seconds) => times.set(kind, [...(times.get(kind) ?? []), seconds]),
  );
  return Object.fromEntries(times);
}

describe('measuring how long actions take', () => {
  it('gives the overheads of the simulator, which are known', async () => {
    expect(await measured([4, 5])).toEqual({
      start: [0.5],
      pause: Array(3).fill(0.25),
      resume: Array(3).fill(0.125),
      resize: Array(6).fill(0.0625),
    });
  });

  it('does not resize on a single core', async () => {
    expect(Object.keys(await measured([4]))).toEqual(['start', 'pause', 'resume']);
  });

  it('fails when the program ends by itself', async () => {
    await expect(measured([4], 0.01)).rejects.toThrow(TrialFailed);
  });
});
