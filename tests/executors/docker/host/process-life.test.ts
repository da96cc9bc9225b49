import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { lifeOf, thisProcess } from '../../../../src/executors/docker/host/process-life.js';

const SELF = thisProcess();

describe('a process', () => {
  it('is alive while it is the one that began then', () => {
    expect(lifeOf(SELF)).toBe('alive');
    if (SELF.began !== '') expect(lifeOf({ ...SELF, began: `${SELF.began}0` })).toBe('over');
  });

  it.each([
    ['over when there is none of its number', { pid: 2 ** 22 + 1 }, 'over'],
    ['over when the host was booted since', { boot: 'earlier' }, 'over'],
    ['hidden when it is of another host', { host: `not-${SELF.host}` }, 'hidden'],
  ] as const)('is %s', (_, change, life) => {
    expect(lifeOf({ ...SELF, ...change })).toBe(life);
  });

  it('is over when it was killed and nobody has asked for its exit code', async () => {
    if (!existsSync('/proc/self/stat')) return;
    // Its parent becomes a program that waits for no children.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    while (readFileSync(`/proc/${parent.pid ?? 0}/comm`, 'utf8') !== 'sleep\n') await delay(5);
    process.kill(pid, 'SIGKILL');
    const fields = (): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    while (fields()[0] !== 'Z') await delay(5);
    expect(lifeOf({ ...SELF, pid, began: fields()[19]! })).toBe('over');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
  });
});
