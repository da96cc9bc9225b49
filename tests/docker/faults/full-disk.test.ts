import { afterEach, describe, expect, it } from '@jest/globals';
import { Harness, HOLD, pythonJob } from '../harness.js';
import { SecondDaemon } from '../second-daemon.js';

let daemon: SecondDaemon;
let harness: Harness;
afterEach(async () => {
  await harness.executor.close();
  await daemon.remove();
  await harness.tidy();
});

(SecondDaemon.isPossible() ? describe : describe.skip)('a daemon without room on its disk', () => {
  it('fails the jobs that need a container; those that have one go on', async () => {
    daemon = new SecondDaemon([]);
    daemon.limitDisk(1500);
    await daemon.start();
    await daemon.takeImage();
    harness = new Harness([pythonJob('a', HOLD), pythonJob('b', HOLD)], daemon.client());
    await harness.open();
    await harness.arm(1);
    expect((await harness.do('start', 'a', [0])).kind).toBe('confirmed');
    daemon.fillDisk();
    harness.order('start', 'b', [1]);
    expect((await harness.exit('b')).exit).toEqual({ code: 125, reason: 'arming', lost: false });
    expect(harness.notesOf('b').at(-1)?.text).toContain('no space left on device');
    await harness.line('a', 'up');
    expect((await harness.state('a')).status).toBe('running');
  }, 120_000);
});
