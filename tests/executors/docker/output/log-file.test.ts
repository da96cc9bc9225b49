import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogFile } from '../../../../src/executors/docker/output/log-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfsched-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the log of a job', () => {
  it('is made with its first byte, for its owner only', () => {
    const log = new LogFile(join(folder, 'a'), 100);
    log.write(Buffer.alloc(0));
    expect(existsSync(log.path)).toBe(false);
    expect(log.write(Buffer.from('abc'))).toBe('all');
    log.write(Buffer.from('def'));
    expect(readFileSync(log.path, 'utf8')).toBe('abcdef');
    expect(statSync(log.path).mode & 0o777).toBe(0o600);
    log.close();
  });

  it('is cut at its limit, and says so in its last line', () => {
    const log = new LogFile(join(folder, 'a'), 10);
    expect(log.write(Buffer.from('0123456789'))).toBe('all');
    expect(log.write(Buffer.from('x'))).toBe('cut');
    expect(log.write(Buffer.from('y'))).toBe('nothing');
    expect(readFileSync(log.path, 'utf8')).toBe('0123456789\n[tfsched: cut here, at 10 bytes]\n');
  });

  it('keeps the part of a piece that fits', () => {
    const log = new LogFile(join(folder, 'a'), 4);
    expect(log.write(Buffer.from('012345'))).toBe('cut');
    expect(readFileSync(log.path, 'utf8').startsWith('0123\n[')).toBe(true);
  });

  it('says once that it cannot be written, and drops the rest', () => {
    const log = new LogFile(join(folder, 'no', 'such', 'folder'), 10);
    expect(() => log.write(Buffer.from('a'))).toThrow('ENOENT');
    expect(log.write(Buffer.from('b'))).toBe('nothing');
    log.close();
  });

  it('takes nothing once it is closed', () => {
    const log = new LogFile(join(folder, 'a'), 10);
    log.write(Buffer.from('a'));
    log.close();
    log.close();
    expect(log.write(Buffer.from('b'))).toBe('nothing');
    expect(readFileSync(log.path, 'utf8')).toBe('a');
  });

  it('is not written through a link that stands in its place', () => {
    writeFileSync(join(folder, 'precious'), 'as it was');
    symlinkSync('precious', join(folder, 'a'));
    const log = new LogFile(join(folder, 'a'), 10);
    expect(() => log.write(Buffer.from('x'))).toThrow('ELOOP');
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('as it was');
  });
});
