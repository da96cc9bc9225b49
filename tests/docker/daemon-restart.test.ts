import { afterEach, describe, expect, it } from '@jest/globals';
import { Harness, pythonJob } from './harness.js';
import { SecondDaemon } from './second-daemon.js';

const TICK = 'import time\nfor n in range(1000):\n    print(n)\n    time.sleep(0.05)';
const SHORT = 'import time, sys\nfor n in range(40):\n    print(n)\n    time.sleep(0.05)\nsys.exit(5)';

let daemon: SecondDaemon;
let harness: Harness;
afterEach(async () => {
  await harness.executor.close();
  await daemon.remove();
  await harness.tidy();
});

async function begin(flags: readonly string[], code: string, daemonPatience = 60): Promise<void> {
  daemon = new SecondDaemon(flags);
  await daemon.start();
  await daemon.takeImage();
  harness = new Harness([pythonJob('a', code), pythonJob('b', code)], daemon.client());
  await harness.open({ settings: { daemonPatience } });
  await harness.arm();
  await harness.do('start', 'a', [0]);
  await harness.line('a', '1');
}

const LOST = { exit: { code: 137, reason: 'the Docker daemon stopped', lost: true } };

(SecondDaemon.isPossible() ? describe : describe.skip)('a daemon that is restarted', () => {
  it('takes its containers with it: a loss, and the run goes on', async () => {
    await begin([], TICK);
    await daemon.stop('SIGTERM');
    await daemon.start();
    expect(await harness.exit('a')).toMatchObject(LOST);
    expect((await harness.do('start', 'a', [0], 2)).kind).toBe('confirmed');
    expect((await harness.do('start', 'b', [1])).kind).toBe('confirmed');
    await harness.line('b', '1');
  }, 60_000);

  it('and restores its containers: nothing happens to them, and nothing of their output is lost', async () => {
    await begin(['--live-restore'], SHORT);
    await daemon.stop('SIGTERM');
    await daemon.start();
    expect((await harness.exit('a')).exit).toEqual({ code: 5, reason: undefined, lost: false });
    await harness.executor.close();
    expect(harness.log('a')).toBe(Array.from({ length: 40 }, (_, n) => `${n}\n`).join(''));
  }, 60_000);

  it('never again: the run is ended', async () => {
    await begin([], TICK, 0.5);
    await daemon.stop('SIGKILL');
    await harness.until((fact) => fact.kind === 'cancelled');
    await harness.exit('a');
    expect(harness.executor.daemonGone).toBe(true);
  }, 60_000);
});
