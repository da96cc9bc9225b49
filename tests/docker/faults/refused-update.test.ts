import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { containerCgroup, groupsOf } from '../../../src/executors/docker/host/kernel-cgroup.js';
import { Harness, HOLD, kernelCores, mounts, pythonJob } from '../harness.js';

let harness: Harness | undefined;
afterEach(() => harness?.close());

async function running(): Promise<Harness> {
  harness = await new Harness([pythonJob('a', HOLD)]).open();
  await harness.arm();
  await harness.do('start', 'a', [0]);
  await harness.line('a', 'up');
  return harness;
}

/** Says which cores the groups of a job's containers may use at all. */
async function allowCores(run: Harness, cores: string): Promise<void> {
  const { pid, id } = await run.state('a');
  const { cpuset } = containerCgroup(mounts(), groupsOf(pid), id)!;
  writeFileSync(join(dirname(cpuset), '..', 'cpuset.cpus'), cores);
}

async function goesOnAfter(run: Harness): Promise<void> {
  expect(await kernelCores(run, 'a')).toEqual([0]);
  expect(await run.do('resize', 'a', [0, 1])).toMatchObject({ kind: 'confirmed' });
  expect(await kernelCores(run, 'a')).toEqual([0, 1]);
}

describe('an update that the real daemon refuses', () => {
  it('for cores that are not there is told, and harms nobody', async () => {
    const run = await running();
    const fact = await run.do('resize', 'a', [0, 999]);
    expect(fact).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/not available/) });
    await goesOnAfter(run);
  }, 60_000);

  // Under version 2 the kernel refuses nothing: what is in force is held against what was wanted, and an error is told.
  (mounts().version === 1 ? it : it.skip)(
    'as the kernel has other limits for it, is told, and harms nobody',
    async () => {
      const run = await running();
      await allowCores(run, '0');
      const fact = await run.do('resize', 'a', [0, 1]);
      expect(fact).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/cpuset/) });
      await allowCores(run, '0-1');
      await goesOnAfter(run);
    },
    60_000,
  );
});
