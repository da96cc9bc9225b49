import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { jobLogFile } from '../../src/executors/docker/containers/job-folders.js';
import { containerCgroup, groupsOf, readUsage } from '../../src/executors/docker/host/kernel-cgroup.js';
import { Harness, HOLD, kernelCores, kernelQuota, mounts, pythonJob } from './harness.js';

let harness: Harness | undefined;
afterEach(() => harness?.close());

/** Says which cores it may use, each time that they change. */
const TELL_CORES = `
import os, time
last = None
while True:
    now = sorted(os.sched_getaffinity(0))
    if now != last:
        print("cores", *now)
        last = now
    time.sleep(0.01)
`;

describe('cores on the real daemon', () => {
  it('are exactly those that were given, as the kernel and the program see it', async () => {
    harness = await new Harness([pythonJob('a', TELL_CORES)]).open();
    await harness.arm();
    await harness.do('start', 'a', [1]);
    await harness.line('a', 'cores 1');
    expect(await kernelCores(harness, 'a')).toEqual([1]);
    await harness.do('resize', 'a', [0, 1]);
    await harness.line('a', 'cores 0 1');
    expect(await kernelCores(harness, 'a')).toEqual([0, 1]);
    await harness.do('resize', 'a', [0]);
    await harness.line('a', 'cores 0');
    expect(readFileSync(jobLogFile(harness.runFolder, 'a', 1), 'utf8')).toBe('cores 1\ncores 0 1\ncores 0\n');
    expect(harness.errors()).toEqual([]);
  }, 60_000);

  it('are other ones after a resume', async () => {
    harness = await new Harness([pythonJob('a', TELL_CORES)]).open();
    await harness.arm();
    await harness.do('start', 'a', [0]);
    await harness.line('a', 'cores 0');
    await harness.do('pause', 'a');
    await harness.do('resume', 'a', [1]);
    await harness.line('a', 'cores 1');
    expect(await kernelCores(harness, 'a')).toEqual([1]);
  }, 60_000);

  it('are refused when the host does not have them, and the job can be started again', async () => {
    harness = await new Harness([pythonJob('a', HOLD)]).open();
    await harness.arm();
    const refused = await harness.do('start', 'a', [63]);
    expect(refused).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('CPUs are not available'),
    });
    expect((await harness.do('start', 'a', [0], 2)).kind).toBe('confirmed');
  }, 60_000);

  it('are not limited under the policy none', async () => {
    harness = await new Harness([pythonJob('a', TELL_CORES)]).open();
    await harness.arm();
    await harness.do('start', 'a', []);
    await harness.line('a', 'cores 0 1');
    expect((await harness.do('share', 'a', [])).kind).toBe('confirmed');
  }, 60_000);

  it('are quotas with --emulate: a fraction of the host for each', async () => {
    harness = await new Harness([pythonJob('a', TELL_CORES)]).open({
      cores: { kind: 'emulated', capacity: 16 },
    });
    await harness.arm();
    await harness.do('start', 'a', [7]);
    await harness.line('a', 'cores 0 1');
    expect(await kernelQuota(harness, 'a')).toBeCloseTo(2 / 16, 6);
    await harness.do('resize', 'a', [3, 7, 15]);
    expect(await kernelQuota(harness, 'a')).toBeCloseTo(6 / 16, 6);
    expect(harness.errors()).toEqual([]);
  }, 60_000);

  it('stand still while the job is paused, and its CPU time with them', async () => {
    harness = await new Harness([pythonJob('a', 'print("up")\nwhile True: pass')]).open();
    await harness.arm();
    await harness.do('start', 'a', [0]);
    await harness.line('a', 'up');
    await harness.do('pause', 'a');
    const before = await cpuSeconds(harness, 'a');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await cpuSeconds(harness, 'a')).toBe(before);
    expect(await harness.state('a')).toMatchObject({ status: 'paused' });
    await harness.do('resume', 'a', [0]);
    while ((await cpuSeconds(harness, 'a')) === before)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await harness.state('a')).toMatchObject({ status: 'running' });
  }, 60_000);
});

async function cpuSeconds(of: Harness, job: string): Promise<number> {
  const state = await of.state(job);
  return readUsage(containerCgroup(mounts(), groupsOf(state.pid), state.id)!.parentUsage)!;
}
