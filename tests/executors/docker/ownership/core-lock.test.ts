import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isAlive, thisProcess } from '../../../../src/executors/docker/host/process-life.js';
import {
  claimsOverlap,
  fileClaim,
  type CoreClaim,
} from '../../../../src/executors/docker/ownership/core-claims.js';
import {
  CoresTaken,
  lockCores,
  runsOn,
  type CoreLock,
  type LockMode,
} from '../../../../src/executors/docker/ownership/core-lock.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfsched-locks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function lock(
  run: string,
  cores: CoreClaim['cores'],
  mode: LockMode = 'refuse',
  more = {},
): Promise<CoreLock> {
  return lockCores({ folder, daemon: 'A:B/C', run, cores, mode, ...more });
}

/** A claim of a process that is not this one. */
function claimOf(process: Partial<CoreClaim['process']>): string {
  const place = join(folder, 'A_B_C');
  mkdirSync(place, { recursive: true });
  const claim: CoreClaim = {
    run: 'old',
    process: { ...thisProcess(), ...process },
    cores: [0],
    state: 'holding',
  };
  return fileClaim(place, claim);
}

describe('the lock of cores', () => {
  it('refuses a second run a core of the first, and names the first', async () => {
    const first = await lock('first', [0, 1]);
    await expect(lock('second', [1, 2])).rejects.toThrow(CoresTaken);
    await expect(lock('second', [1, 2])).rejects.toThrow(
      new RegExp(
        `^run first \\(process ${process.pid} on .*\\) has cores 0-1: .*--wait.*--share.*--cpus.*run-first.json`,
      ),
    );
    const other = await lock('third', [2, 3]);
    first.release();
    first.release();
    (await lock('second', [1])).release();
    other.release();
    expect(readdirSync(join(folder, 'A_B_C'))).toEqual([]);
  });

  it('is one for each daemon', async () => {
    await lock('first', [0]);
    await lockCores({ folder, daemon: 'other', run: 'second', cores: [0], mode: 'refuse' });
  });

  it('of all cores is against every other', async () => {
    await lock('first', [5]);
    await expect(lock('second', 'all')).rejects.toThrow('has core 5');
    rmSync(join(folder, 'A_B_C'), { recursive: true });
    await lock('emulating', 'all');
    await expect(lock('third', [7])).rejects.toThrow('has all cores');
  });

  it('waits until the cores are free, and says once for whom', async () => {
    const first = await lock('first', [0]);
    const waitedFor: string[] = [];
    const waiting = lock('second', [0], 'wait', {
      onWait: (holder: CoreClaim) => waitedFor.push(holder.run),
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(waitedFor).toEqual(['first']);
    first.release();
    await waiting;
    expect(waitedFor).toEqual(['first']);
  });

  it('stops waiting when it is told to, and leaves nothing', async () => {
    await lock('first', [0]);
    const stop = new AbortController();
    const waiting = lock('second', [0], 'wait', { signal: stop.signal });
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort(new Error('interrupted'));
    await expect(waiting).rejects.toThrow('interrupted');
    expect(runsOn(folder, 'A:B/C').map(({ run }) => run)).toEqual(['first']);
  });

  it('can be shared: both hold it, and a third is refused', async () => {
    await lock('first', [0]);
    const second = await lock('second', [0, 1], 'share');
    expect(second.sharedWith.map(({ run }) => run)).toEqual(['first']);
    await expect(lock('third', [1])).rejects.toThrow('run second');
  });

  it('is held by one of many that ask at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uniqueArray(fc.nat(3), { minLength: 1 }), { minLength: 2, maxLength: 5 }),
        async (wants) => {
          rmSync(join(folder, 'A_B_C'), { recursive: true, force: true });
          const outcomes = await Promise.all(
            wants.map((cores, n) =>
              lock(`run${n}`, cores).then(
                () => cores,
                (error: unknown) => error,
              ),
            ),
          );
          const held = outcomes.filter((outcome): outcome is number[] => Array.isArray(outcome)).flat();
          expect(new Set(held).size).toBe(held.length);
          expect(held.length).toBeGreaterThan(0);
          for (const outcome of outcomes)
            if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(CoresTaken);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('a lock whose run is over', () => {
  it.each([
    ['its process is dead', { pid: spawnSync(process.execPath, ['-e', '']).pid }],
    ['its pid is another process’s now', { began: '1' }],
    ['the machine was booted since', { boot: 'earlier' }],
  ])('is taken over: %s', async (_, process) => {
    const file = claimOf(process);
    await lock('next', [0]);
    expect(existsSync(file)).toBe(false);
  });

  it('is kept when that cannot be known: its process is on another host', async () => {
    claimOf({ host: 'elsewhere', pid: 1 });
    await expect(lock('next', [0])).rejects.toThrow('on elsewhere');
  });

  it('does not count when it is no claim at all', async () => {
    mkdirSync(join(folder, 'A_B_C'));
    for (const text of ['', '{', 'null', '[]', '{"run":"x"}']) {
      writeFileSync(join(folder, 'A_B_C', `run-${text.length}.json`), text);
    }
    await lock('next', [0]);
    expect(runsOn(folder, 'A:B/C').map(({ run }) => run)).toEqual(['next']);
  });
});

describe('claims', () => {
  it('overlap when a core is in both', () => {
    expect(claimsOverlap([0, 1], [1])).toBe(true);
    expect(claimsOverlap([0], [1])).toBe(false);
    expect(claimsOverlap('all', [1])).toBe(true);
    expect(claimsOverlap([1], 'all')).toBe(true);
  });

  it('are those of this process while it lives', () => {
    expect(isAlive(thisProcess())).toBe(true);
    expect(isAlive({ ...thisProcess(), pid: 2 ** 22 + 1 })).toBe(false);
  });
});
