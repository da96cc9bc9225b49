import { afterEach, describe, expect, it } from '@jest/globals';
import { Harness, pythonJob } from '../harness.js';

let harness: Harness | undefined;
afterEach(() => harness?.close());

/** Forks until it may not, and says why. */
const FORKS = `
import os, sys, time, errno
try:
    for n in range(10000):
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
except OSError as error:
    print("forks", n, errno.errorcode[error.errno])
    sys.exit(9)
`;

/** Fills its disk in memory. */
const FILLS = `
import sys
try:
    with open("/tmp/big", "wb") as file:
        for n in range(1024):
            file.write(bytes(2**20))
            file.flush()
except OSError as error:
    sys.exit(8)
`;

const OTHER = 'import time, sys\ntime.sleep(1)\nsys.exit(4)';

async function beside(code: string): Promise<Harness> {
  harness = await new Harness([pythonJob('a', code), pythonJob('b', OTHER)]).open();
  await harness.arm();
  await harness.do('start', 'b', [1]);
  await harness.do('start', 'a', [0]);
  return harness;
}

describe('a job that runs out of', () => {
  it('pids fails by itself, and harms nobody', async () => {
    const run = await beside(FORKS);
    expect((await run.exit('a')).exit).toEqual({ code: 9, reason: undefined, lost: false });
    expect(run.log('a')).toMatch(/^forks 25\d EAGAIN$/m);
    expect((await run.exit('b')).exit).toEqual({ code: 4, reason: undefined, lost: false });
  }, 60_000);

  it('room in /tmp is out of the memory that it may use', async () => {
    const run = await beside(FILLS);
    const { exit } = await run.exit('a');
    expect([
      { code: 137, reason: 'out of memory', lost: false },
      { code: 8, reason: undefined, lost: false },
    ]).toContainEqual(exit);
    expect((await run.exit('b')).exit).toEqual({ code: 4, reason: undefined, lost: false });
  }, 60_000);
});
