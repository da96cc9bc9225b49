import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lastRecord } from '../../src/log/last-record.js';
import { LOG_FILE } from '../../src/log/writer.js';
import { EVERY_RECORD } from './every-record.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

describe('the last record of a log', () => {
  it('is the last whole one', () => {
    const folder = newFolder();
    const file = join(folder, LOG_FILE);
    writeFileSync(file, EVERY_RECORD.map((record) => `${JSON.stringify(record)}\n`).join(''));
    expect(lastRecord(folder)).toEqual(EVERY_RECORD.at(-1));
    appendFileSync(file, '{"kind":"beat","at":');
    expect(lastRecord(folder)).toEqual(EVERY_RECORD.at(-1));
    appendFileSync(file, '9}\n');
    expect(lastRecord(folder)).toEqual({ kind: 'beat', at: 9 });
  });

  it('is not there where nothing can be read', () => {
    expect(lastRecord(newFolder())).toBeUndefined();
    const folder = newFolder();
    for (const text of ['', 'half', 'no JSON\n', '{"kind":"of another version"}\n']) {
      writeFileSync(join(folder, LOG_FILE), text);
      expect(lastRecord(folder)).toBeUndefined();
    }
  });
});
