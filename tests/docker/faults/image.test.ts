import { afterEach, describe, expect, it } from '@jest/globals';
import Dockerode from 'dockerode';
import { BASE, Harness, HOLD, pythonJob } from '../harness.js';

const docker = new Dockerode();
const REPO = `tfsched-removed-${process.pid}`;
const TAG = `${REPO}:test`;

let harness: Harness | undefined;
afterEach(() => harness?.close());

describe('an image that is removed while a run goes on', () => {
  it('fails the jobs that still need it; those that are there go on', async () => {
    await docker.getImage(BASE).tag({ repo: REPO, tag: 'test' });
    const planned = (id: string) => ({ ...pythonJob(id, HOLD), image: TAG });
    harness = await new Harness([planned('a'), planned('b')]).open();
    await harness.arm(1);
    await docker.getImage(TAG).remove();
    expect((await harness.do('start', 'a', [0])).kind).toBe('confirmed');
    harness.order('start', 'b', [1]);
    expect((await harness.exit('b')).exit).toEqual({ code: 125, reason: 'arming', lost: false });
    expect(harness.notesOf('b').at(-1)?.text).toContain('given up');
    expect((await harness.state('a')).status).toBe('running');
  }, 60_000);
});
