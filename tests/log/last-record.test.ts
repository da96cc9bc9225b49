import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { logEnding } from '../../src/log/last-record.js';
import { LOG_FILE } from '../../src/log/writer.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

function folderWith(log: string): string {
  const folder = newFolder();
  writeFileSync(join(folder, LOG_FILE), log);
  return folder;
}

const BEAT = '{"kind":"beat","at":1}\n';

describe('the end of a log', () => {
  it.each([
    ['of a run that was reported', `${BEAT}{"kind":"end","at":2}\n`, { kind: 'ended' }],
    [
      'of a run that was left on purpose',
      `${BEAT}{"kind":"left","at":2,"how":"pause","reason":"SIGINT"}\n`,
      { kind: 'left', how: 'pause' },
    ],
    ['of a run that was killed', BEAT, { kind: 'open' }],
    ['of a run that was killed in the middle of a line', `${BEAT}{"kind":"end","a`, { kind: 'open' }],
    ['that was cut after its last line', `${BEAT}{"kind":"end","at":2}\n{"ki`, { kind: 'ended' }],
    ['that is no record', 'null\n', { kind: 'open' }],
    ['that is not JSON', 'what\n', { kind: 'open' }],
    ['with a line that is longer than any last one', `${'x'.repeat(100_000)}\n`, { kind: 'open' }],
  ])('%s', (_, log, expected) => {
    expect(logEnding(folderWith(log))).toEqual(expected);
  });

  it('of a long log is read from its end', () => {
    expect(logEnding(folderWith(`${BEAT.repeat(20_000)}{"kind":"end","at":2}\n`))).toEqual({ kind: 'ended' });
  });

  it('is not known where there is no log, an empty one, or something else in its place', () => {
    expect(logEnding(join(newFolder(), 'none'))).toBeUndefined();
    expect(logEnding(folderWith(''))).toBeUndefined();
    const folder = newFolder();
    execFileSync('mkfifo', [join(folder, LOG_FILE)]);
    expect(logEnding(folder)).toBeUndefined();
  });
});
