import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { jobLogFile } from '../../src/executors/docker/containers/job-folders.js';
import { Harness, pythonJob } from './harness.js';

let harness: Harness | undefined;
afterEach(() => harness?.close());

const WAIT = 'import time\nprint("up")\ntime.sleep(60)';

describe('a job on the real daemon', () => {
  it('starts, is resized, paused, resumed and killed', async () => {
    harness = await new Harness([pythonJob('a', WAIT)]).open();
    await harness.arm();
    expect((await harness.do('start', 'a', [0])).kind).toBe('confirmed');
    expect((await harness.do('resize', 'a', [0, 1])).kind).toBe('confirmed');
    expect((await harness.do('pause', 'a')).kind).toBe('confirmed');
    expect((await harness.do('resume', 'a', [1])).kind).toBe('confirmed');
    await harness.do('pause', 'a');
    harness.order('kill', 'a');
    expect((await harness.exit('a')).exit).toEqual({ code: 137, reason: undefined, lost: false });
  }, 60_000);

  it('ends with the code of its program, its output in its log without MARK', async () => {
    harness = await new Harness([pythonJob('b', 'import sys\nprint("out")\nsys.exit(7)')]).open();
    await harness.arm();
    await harness.do('start', 'b', [0]);
    expect((await harness.exit('b')).exit).toEqual({ code: 7, reason: undefined, lost: false });
    expect(readFileSync(jobLogFile(harness.runFolder, 'b', 1), 'utf8')).toBe('out\n');
    expect(harness.notices).toContainEqual(expect.objectContaining({ kind: 'cpu', job: 'b' }));
  }, 60_000);
});
