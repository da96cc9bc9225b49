import { afterEach, describe, expect, it } from '@jest/globals';
import { Harness, pythonJob } from '../harness.js';
import { SecondDaemon } from '../second-daemon.js';

const TICK = 'import time\nfor n in range(1000):\n    print(n)\n    time.sleep(0.05)';
const SHORT = 'import time, sys\ntime.sleep(1)\nsys.exit(5)';

let daemon: SecondDaemon;
let harness: Harness;
afterEach(async () => {
  daemon.signal('SIGCONT');
  await harness.executor.close();
  await daemon.remove();
  await harness.tidy();
});

async function begin(code: string, daemonPatience: number): Promise<void> {
  daemon = new SecondDaemon([]);
  await daemon.start();
  await daemon.takeImage();
  const client = daemon.client({ call: 1, ping: 1 });
  harness = new Harness([pythonJob('a', code)], client);
  await harness.open({ settings: { daemonPatience, censusInterval: 0.5 } });
  await harness.arm();
  await harness.do('start', 'a', [0]);
}

(SecondDaemon.isPossible() ? describe : describe.skip)('a daemon that hangs with its sockets open', () => {
  it('for good is given up, and the run is ended', async () => {
    await begin(TICK, 2);
    await harness.line('a', '1');
    daemon.signal('SIGSTOP');
    await harness.until((fact) => fact.kind === 'cancelled');
    expect(harness.executor.daemonGone).toBe(true);
  }, 60_000);

  it('for a while is waited for, and what has ended meanwhile is found', async () => {
    await begin(SHORT, 60);
    daemon.signal('SIGSTOP');
    await harness.untilNotice(
      (notice) => notice.kind === 'note' && notice.text.includes('the stream of Docker events was lost'),
    );
    daemon.signal('SIGCONT');
    expect((await harness.exit('a')).exit).toMatchObject({ code: 5, lost: false });
  }, 60_000);
});
