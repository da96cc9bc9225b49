import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockCores, type CoreLock } from '../../src/executors/docker/ownership/core-lock.js';

/** Built by the script that runs these tests. */
const MODULE = fileURLToPath(new URL('../../dist/executors/docker/ownership/core-lock.js', import.meta.url));

let folder: string;
let other: ChildProcess;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfsched-locks-'));
});
afterEach(() => {
  other.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Another process that locks core 1 and holds it until it is told to let go, or is killed. */
async function otherProcess(): Promise<void> {
  const program = `
    const { lockCores } = await import(${JSON.stringify(MODULE)});
    const lock = await lockCores({ folder: ${JSON.stringify(folder)}, daemon: 'd', run: 'other', cores: [1], mode: 'refuse' });
    console.log('locked');
    process.stdin.once('data', () => { lock.release(); });`;
  other = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(other.stdout!, 'data');
}

const lock = (mode: 'refuse' | 'wait'): Promise<CoreLock> =>
  lockCores({ folder, daemon: 'd', run: 'mine', cores: [0, 1], mode });

describe('cores that another process has', () => {
  it('are refused, naming its run and its process', async () => {
    await otherProcess();
    await expect(lock('refuse')).rejects.toThrow(`run other (process ${other.pid}`);
  });

  it('are had as soon as it lets go', async () => {
    await otherProcess();
    const waiting = lock('wait');
    other.stdin!.write('go\n');
    (await waiting).release();
  });

  it('are had when it was killed, and its lock with it', async () => {
    await otherProcess();
    const waiting = lock('wait');
    other.kill('SIGKILL');
    (await waiting).release();
    expect(existsSync(join(folder, 'd', 'run-other.json'))).toBe(false);
  });
});
