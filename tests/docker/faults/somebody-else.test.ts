import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from '@jest/globals';
import { containerName } from '../../../src/executors/docker/ownership/labels.js';
import type { Notice } from '../../../src/executors/executor.js';
import { Harness, HOLD, kernelCores, pythonJob } from '../harness.js';

let harness: Harness | undefined;
afterEach(() => harness?.close());

async function running(ids: readonly number[]): Promise<Harness> {
  harness = await new Harness([pythonJob('a', HOLD)]).open();
  await harness.arm();
  await harness.do('start', 'a', ids);
  await harness.line('a', 'up');
  return harness;
}

/** As a person does it, by hand. */
function docker(run: Harness, ...words: readonly string[]): void {
  execFileSync('docker', [...words, containerName(run.run, 'a', 1)], { stdio: 'ignore' });
}

const says = (words: string) => (notice: Notice) => notice.kind === 'note' && notice.text.includes(words);

describe('what somebody else does on the real daemon', () => {
  it('a resize is told and set back, as the kernel sees it', async () => {
    const run = await running([0]);
    docker(run, 'update', '--cpuset-cpus', '0-1');
    await run.untilNotice(says('was resized by someone else: its limits are set back (cores 0)'));
    await run.do('pause', 'a');
    expect(await kernelCores(run, 'a')).toEqual([0]);
  }, 60_000);

  it('what the run resizes itself is not taken for that', async () => {
    const run = await running([0]);
    for (const ids of [[0, 1], [1], [0]]) await run.do('resize', 'a', ids);
    await run.do('pause', 'a');
    await run.do('resume', 'a', [1]);
    run.order('kill', 'a');
    await run.exit('a');
    expect(run.notesOf('a')).toEqual([]);
  }, 60_000);

  it('a pause is told, and a job that is to stand still is paused again', async () => {
    const run = await running([0]);
    docker(run, 'pause');
    await run.untilNotice(says('was paused by someone else'));
    docker(run, 'unpause');
    await run.do('pause', 'a');
    docker(run, 'unpause');
    await run.untilNotice(says('was resumed by someone else: paused again'));
    await run.do('resume', 'a', [0]);
    expect((await run.state('a')).status).toBe('running');
  }, 60_000);

  it('a container that is restarted by hand is over, and its program is not begun again', async () => {
    const run = await running([0]);
    docker(run, 'restart', '-t', '0');
    const { exit } = await run.exit('a');
    expect(exit).toMatchObject({ lost: false, reason: expect.stringContaining('by someone else') });
  }, 60_000);
});
