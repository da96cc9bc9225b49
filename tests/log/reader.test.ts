import { describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogReadError } from '../../src/log/errors.js';
import { type LogTail, readLog } from '../../src/log/reader.js';
import type { LogRecord } from '../../src/log/records.js';
import { LOG_FILE } from '../../src/log/writer.js';
import { EVERY_RECORD } from './every-record.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();
const HEADER = JSON.stringify(EVERY_RECORD[0]);

describe('a whole log', () => {
  it('is read from its folder or its file', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, LOG_FILE), whole());
    expect((await read(folder)).records).toEqual(EVERY_RECORD);
    expect((await read(join(folder, LOG_FILE))).records).toEqual(EVERY_RECORD);
  });

  it('has no cut tail', async () => {
    const text = whole();
    expect((await read(fileWith(text))).tail).toEqual({ offset: Buffer.byteLength(text), cut: 0 });
  });

  it('may have fields that a later version added', async () => {
    const { records } = await read(fileWith(`${HEADER}\n{"kind":"beat","at":1,"mood":"calm"}\n`));
    expect(records[1]).toMatchObject({ kind: 'beat', at: 1 });
  });

  it('may be longer than what is read at a time', async () => {
    const beats = Array.from({ length: 30_000 }, (_, at) => `{"kind":"beat","at":${at}}`);
    const { records } = await read(fileWith(`${[HEADER, ...beats].join('\n')}\n`));
    expect(records).toHaveLength(30_001);
    expect(records.at(-1)).toEqual({ kind: 'beat', at: 29_999 });
  });
});

describe('a log that was cut', () => {
  it('at any byte gives the records before the cut and says where the last one ends', async () => {
    const bytes = Buffer.from(whole());
    const ends = [...bytes.keys()].filter((index) => bytes[index] === 0x0a).map((index) => index + 1);
    const first = ends[0]!;
    const file = join(newFolder(), LOG_FILE);
    for (let length = first; length <= bytes.length; length++) {
      writeFileSync(file, bytes.subarray(0, length));
      const good = ends.filter((end) => end <= length);
      const offset = good.at(-1)!;
      const { records, tail } = await read(file);
      expect(records).toEqual(EVERY_RECORD.slice(0, good.length));
      expect(tail).toEqual({ offset, cut: length - offset });
    }
  });

  it('before its first record ends has nothing to tell', async () => {
    await expect(read(fileWith(''))).rejects.toThrow(/the log has no record/);
    await expect(read(fileWith(HEADER.slice(0, 20)))).rejects.toThrow(/the log has no record/);
  });

  it('may end in what a crash of the machine left there', async () => {
    const { records, tail } = await read(fileWith(`${HEADER}\n\0\0\0\0`));
    expect(records).toHaveLength(1);
    expect(tail).toMatchObject({ cut: 4 });
  });
});

describe('what cannot be read is refused with file and line', () => {
  const lines = (...more: string[]): string => `${[HEADER, ...more].join('\n')}\n`;
  it.each<[string, string, RegExp]>([
    [
      'a line that is not JSON',
      lines('{"kind":"beat","at":1}', 'oops', '{"kind":"beat","at":2}'),
      /:3: the line is not JSON/,
    ],
    ['an empty line', lines('', '{"kind":"beat","at":2}'), /:2: the line is not JSON/],
    ['a line that is no record', lines('[1]'), /:2: it is no record/],
    ['null', lines('null'), /:2: it is no record/],
    ['a kind that is not known', lines('{"kind":"dance"}'), /:2: a record of kind "dance" is not known/],
    ['a kind out of the prototype', lines('{"kind":"toString"}'), /:2: a record of kind "toString"/],
    ['a missing time', lines('{"kind":"beat"}'), /:2: its beat record is broken: at/],
    ['a time that is no number', lines('{"kind":"beat","at":"soon"}'), /:2: its beat record is broken: at/],
    [
      'an outcome that is neither',
      lines('{"kind":"outcome","at":1,"id":1,"ok":"maybe"}'),
      /:2: its outcome record/,
    ],
    ['a second header', lines(HEADER), /:2: a second run begins/],
    [
      'a header of another version',
      `${HEADER.replace('"version":1', '"version":99')}\n`,
      /version 99, this tfsched reads version 1/,
    ],
    ['something else altogether', '# Read me\n', /:1: the line is not JSON/],
    ['JSON that is no log', '{"jobs": []}\n', /not a log of tfsched/],
    ['a log without its header', '{"kind":"beat","at":1}\n', /not a log of tfsched/],
  ])('%s', async (_, text, message) => {
    const file = fileWith(text);
    const failure = await read(file).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LogReadError);
    expect(String(failure)).toContain(file);
    expect(String(failure)).toMatch(message);
  });

  it('a file that is not there', async () => {
    await expect(read(join(newFolder(), 'gone'))).rejects.toThrow(LogReadError);
    await expect(read(newFolder())).rejects.toThrow(/no log in .*: there is no events.jsonl/);
  });

  it('a folder in place of the log', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, LOG_FILE));
    await expect(read(folder)).rejects.toThrow(/cannot read the log/);
  });

  it('a line without an end', async () => {
    await expect(read(fileWith(`${HEADER}\n${' '.repeat(17 << 20)}`))).rejects.toThrow(
      /:2: the line is too long/,
    );
  });
});

// Helpers

function whole(): string {
  return EVERY_RECORD.map((record) => `${JSON.stringify(record)}\n`).join('');
}

function fileWith(text: string): string {
  const file = join(newFolder(), 'some.jsonl');
  writeFileSync(file, text);
  return file;
}

async function read(path: string): Promise<{ records: LogRecord[]; tail: LogTail | undefined }> {
  const records: LogRecord[] = [];
  let tail: LogTail | undefined;
  for await (const record of readLog(path, { onTail: (told) => (tail = told) })) records.push(record);
  return { records, tail };
}
