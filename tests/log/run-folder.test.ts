import { describe, expect, it } from '@jest/globals';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogWriteError } from '../../src/log/errors.js';
import { listRuns, makeRunFolder, newRunId, runsFolder, startOfRun } from '../../src/log/run-folder.js';
import { LOG_FILE } from '../../src/log/writer.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

describe('the folder of all runs', () => {
  it.each<[string, string | undefined, string]>([
    ['stands under the XDG state folder', '/state', '/state/tfsched/runs'],
    ['is in the home without one', undefined, '/home/ana/.local/state/tfsched/runs'],
    ['is in the home when it is empty', '', '/home/ana/.local/state/tfsched/runs'],
    ['is in the home when it is not absolute', 'state', '/home/ana/.local/state/tfsched/runs'],
  ])('%s', (_, state, expected) => {
    expect(runsFolder({ XDG_STATE_HOME: state }, '/home/ana')).toBe(expected);
  });

  it('lists the runs that have a log, the newest first', () => {
    const runs = newFolder();
    for (const name of ['20260101-000000-aaaa', '20260301-000000-aaaa', '20260201-000000-aaaa', 'other']) {
      mkdirSync(join(runs, name));
      if (name !== 'other') writeFileSync(join(runs, name, LOG_FILE), '');
    }
    writeFileSync(join(runs, 'a-file'), '');
    expect(listRuns(runs)).toEqual(
      ['20260301-000000-aaaa', '20260201-000000-aaaa', '20260101-000000-aaaa'].map((name) =>
        join(runs, name),
      ),
    );
  });

  it('may not be there yet', () => {
    expect(listRuns(join(newFolder(), 'none'))).toEqual([]);
  });
});

describe('a run', () => {
  it('tells by its id when it began', () => {
    const began = new Date('2026-07-31T14:25:01Z');
    expect(startOfRun(newRunId(began, Math.random))).toEqual(began);
    expect(startOfRun('20261331-142501-k3f9')).toBeUndefined();
    expect(startOfRun('mine')).toBeUndefined();
  });

  it('has an id that sorts by time and that a container may be named after', () => {
    const id = newRunId(new Date('2026-07-31T14:25:01.500Z'), () => 0);
    expect(id).toBe('20260731-142501-aaaa');
    expect(newRunId(new Date(0), () => 0.999999)).toMatch(/^19700101-000000-9999$/);
  });

  it('has a folder that only its owner can enter, made with all above it', () => {
    const folder = join(newFolder(), 'a', 'b');
    makeRunFolder(folder);
    makeRunFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('whose folder cannot be made is told why', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(() => makeRunFolder(join(file, 'run'))).toThrow(LogWriteError);
  });
});
