import { describe, expect, it } from '@jest/globals';
import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogWriteError } from '../../src/log/errors.js';
import { createLogWriter, LOG_FILE } from '../../src/log/writer.js';
import { readLog } from '../../src/log/reader.js';
import type { LogRecord } from '../../src/log/records.js';
import { EVERY_RECORD } from './every-record.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

describe('the log writer', () => {
  it('writes what the reader gives back, in order', async () => {
    const folder = newFolder();
    const writer = createLogWriter(folder);
    for (const record of EVERY_RECORD) writer.append(record);
    await writer.close();
    expect(await recordsOf(folder)).toEqual(EVERY_RECORD);
  });

  it('has everything in the file after a flush', () => {
    const writer = createLogWriter(newFolder());
    writer.append(beat(1));
    expect(linesOf(writer.file)).toBe(0);
    writer.flush();
    expect(linesOf(writer.file)).toBe(1);
    writer.append(beat(2));
    writer.append(beat(3));
    writer.flush();
    expect(linesOf(writer.file)).toBe(3);
  });

  it('writes by itself what nobody flushes', async () => {
    const writer = createLogWriter(newFolder());
    writer.append(beat(1));
    // The writer's own timer does not keep the process alive; this one does, for as long as it takes.
    await until(() => linesOf(writer.file) === 1);
  });

  it('does not let the memory fill up between flushes', () => {
    const writer = createLogWriter(newFolder());
    for (let at = 0; at < 60_000; at++) writer.append(beat(at));
    expect(linesOf(writer.file)).toBeGreaterThan(30_000);
  });

  it('makes a file that only its owner can read', async () => {
    const writer = createLogWriter(newFolder());
    await writer.close();
    expect(statSync(writer.file).mode & 0o777).toBe(0o600);
  });

  it('never writes into the log of another run', async () => {
    const folder = newFolder();
    await createLogWriter(folder).close();
    expect(() => createLogWriter(folder)).toThrow(LogWriteError);
    expect(() => createLogWriter(folder)).toThrow(/log of another run.*--out/);
  });

  it('says which folder is missing', () => {
    const folder = join(newFolder(), 'gone');
    expect(() => createLogWriter(folder)).toThrow(`${join(folder, LOG_FILE)}: the folder is not there`);
  });

  it('goes on after the last good record, in place of what was cut', async () => {
    const folder = newFolder();
    const [header] = EVERY_RECORD;
    const good = `${JSON.stringify(header)}\n`;
    writeFileSync(join(folder, LOG_FILE), `${good}{"kind":"be`);
    const writer = createLogWriter(folder, { continueAt: Buffer.byteLength(good) });
    writer.append(beat(2));
    await writer.close();
    expect(await recordsOf(folder)).toEqual([header, beat(2)]);
  });

  it('says that the disk is full, at the flush and at every later one', async () => {
    const folder = newFolder();
    symlinkSync('/dev/full', join(folder, LOG_FILE));
    const writer = createLogWriter(folder, { continueAt: 0 });
    writer.append(beat(1));
    expect(() => writer.flush()).toThrow(/cannot write the log .*no space is left/);
    writer.append(beat(2));
    expect(() => writer.flush()).toThrow(LogWriteError);
    await expect(writer.close()).rejects.toThrow(LogWriteError);
  });

  it('can be closed twice, and takes nothing afterwards', async () => {
    const writer = createLogWriter(newFolder());
    writer.append(beat(1));
    await writer.close();
    await writer.close();
    expect(linesOf(writer.file)).toBe(1);
    expect(() => writer.append(beat(2))).toThrow(/closed/);
  });
});

// Helpers

function beat(at: number): LogRecord {
  return { kind: 'beat', at };
}

function linesOf(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length - 1;
}

async function recordsOf(folder: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const record of readLog(folder)) records.push(record);
  return records;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
