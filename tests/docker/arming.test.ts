import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { jobLogFile, jobOutFolder } from '../../src/executors/docker/containers/job-folders.js';
import { RUN_LABEL } from '../../src/executors/docker/ownership/labels.js';
import { Harness, HOLD, pythonJob } from './harness.js';

let harness: Harness | undefined;
afterEach(() => harness?.close());

const TOUCH = 'open("/out/was-here", "w").write("yes")\nprint("hello")';

describe('arming on the real daemon', () => {
  it('executes nothing of a program before its dispatch', async () => {
    harness = await new Harness([pythonJob('a', TOUCH), pythonJob('b', TOUCH)]).open();
    await harness.arm();
    const made = join(jobOutFolder(harness.runFolder, 'a'), 'was-here');
    expect(await harness.state('a')).toMatchObject({ status: 'running' });
    expect(existsSync(made)).toBe(false);
    await harness.do('start', 'a', [0]);
    await harness.exit('a');
    expect(readFileSync(made, 'utf8')).toBe('yes');
    expect(existsSync(join(jobOutFolder(harness.runFolder, 'b'), 'was-here'))).toBe(false);
    expect(existsSync(jobLogFile(harness.runFolder, 'b', 1))).toBe(false);
  });

  it('arms so many before the clock, and another one whenever one is used', async () => {
    const plans = ['a', 'b', 'c'].map((id) => pythonJob(id, HOLD));
    harness = await new Harness(plans).open();
    await harness.arm(2);
    expect(await containers(harness)).toEqual(['a', 'b']);
    await harness.do('start', 'a', [0]);
    while ((await containers(harness)).length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await containers(harness)).toEqual(['a', 'b', 'c']);
  });

  it('starts a job that nobody armed, and a second attempt of one that failed', async () => {
    harness = await new Harness([pythonJob('a', 'import sys\nsys.exit(3)')]).open();
    await harness.arm(0);
    expect((await harness.do('start', 'a', [0])).kind).toBe('confirmed');
    expect((await harness.exit('a')).exit.code).toBe(3);
    expect((await harness.do('start', 'a', [0], 2)).kind).toBe('confirmed');
    await harness.until((fact) => fact.kind === 'exited' && fact.attempt === 2);
  });

  it('replaces an armed container that dies: no attempt, but a note', async () => {
    harness = await new Harness([pythonJob('a', HOLD)]).open();
    await harness.arm();
    const { id } = await harness.state('a');
    await harness.client.kill(id);
    await harness.untilNotice((notice) => notice.kind === 'note' && notice.job === 'a');
    expect((await harness.do('start', 'a', [0])).kind).toBe('confirmed');
    expect((await harness.state('a')).id).not.toBe(id);
    expect(harness.facts.filter((fact) => fact.kind === 'exited')).toEqual([]);
  });

  it('replaces an armed container that was removed', async () => {
    harness = await new Harness([pythonJob('a', HOLD)]).open();
    await harness.arm();
    await harness.client.remove((await harness.state('a')).id);
    await harness.untilNotice((notice) => notice.kind === 'note' && notice.job === 'a');
    expect((await harness.do('start', 'a', [0])).kind).toBe('confirmed');
  });

  it('gives up after three: the attempt fails, with the reason', async () => {
    const plan = { ...pythonJob('a', HOLD), image: 'no-such-image:ever' };
    harness = await new Harness([plan]).open();
    await harness.arm();
    harness.order('start', 'a', [0]);
    expect((await harness.exit('a')).exit).toEqual({ code: 125, reason: 'arming', lost: false });
    const notes = harness.notesOf('a');
    expect(notes.map(({ level }) => level)).toEqual(['warning', 'warning', 'error']);
    expect(notes[0]?.text).toContain('there is no image no-such-image:ever');
  });

  it('can be ended in the middle', async () => {
    harness = await new Harness(Array.from({ length: 8 }, (_, n) => pythonJob(`j${n}`, HOLD))).open();
    const arming = harness.arm();
    await harness.executor.close();
    await arming;
  });
});

async function containers(of: Harness): Promise<string[]> {
  const list = await of.client.list(`${RUN_LABEL}=${of.run}`);
  return list.map(({ labels }) => labels['tfsched.job'] ?? '').sort();
}
