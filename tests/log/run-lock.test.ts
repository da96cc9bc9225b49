import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { thisProcess } from '../../src/executors/docker/host/process-life.js';
import { LogWriteError } from '../../src/log/errors.js';
import { lockRun, RunGoesOn } from '../../src/log/run-lock.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();
let current = '';
beforeEach(() => void (current = newFolder()));
const folder = (): string => current;

describe('the lock of a run', () => {
  it('lets one in, and the next when it is given back', () => {
    const unlock = lockRun(folder());
    expect(() => lockRun(folder())).toThrow(RunGoesOn);
    unlock();
    unlock();
    lockRun(folder())();
    expect(readdirSync(folder())).toEqual([]);
  });

  it('names who has it, and the folder', () => {
    const unlock = lockRun(folder());
    expect(() => lockRun(folder())).toThrow(
      `process ${process.pid} on ${thisProcess().host} is at the run in ${folder()}: wait until it is over, or stop it`,
    );
    unlock();
  });

  it('is taken over from a process that is over, and from nothing else', async () => {
    const child = spawn('true');
    await once(child, 'exit');
    const dead = { ...thisProcess(), pid: child.pid };
    writeFileSync(join(folder(), 'lock'), JSON.stringify(dead));
    writeFileSync(join(folder(), 'lock.takeover'), JSON.stringify(dead));
    const unlock = lockRun(folder());
    expect(readdirSync(folder())).toEqual(['lock']);
    expect(() => lockRun(folder())).toThrow(RunGoesOn);
    unlock();
    expect(existsSync(join(folder(), 'lock'))).toBe(false);
  });

  it('is taken over where a machine died while it was written', () => {
    writeFileSync(join(folder(), 'lock'), '{"pid":');
    lockRun(folder())();
  });

  it('says so where the folder cannot be written', () => {
    expect(() => lockRun(join(folder(), 'missing'))).toThrow(LogWriteError);
  });
});
