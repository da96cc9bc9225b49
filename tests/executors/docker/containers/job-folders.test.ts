import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jobOutFolder, makeJobFolders } from '../../../../src/executors/docker/containers/job-folders.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tfsched-folders-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('the folders of a job', () => {
  it('let every user write to /out, and nobody else through to it', async () => {
    await makeJobFolders(folder, 'a');
    expect(modeOf(jobOutFolder(folder, 'a'))).toBe(0o777);
    expect(modeOf(join(folder, 'jobs/a'))).toBe(0o700);
    expect(modeOf(join(folder, 'jobs'))).toBe(0o700);
  });

  it('are used as they are by the next attempt', async () => {
    await makeJobFolders(folder, 'a');
    mkdirSync(join(jobOutFolder(folder, 'a'), 'kept'));
    await makeJobFolders(folder, 'a');
    expect(modeOf(join(jobOutFolder(folder, 'a'), 'kept'))).toBeGreaterThan(0);
  });

  it.each([['jobs'], ['jobs/a'], ['jobs/a/out']])(
    'are not those that a link in the place of %s leads to',
    async (place) => {
      const precious = join(folder, 'precious');
      mkdirSync(join(precious, 'a/out'), { recursive: true });
      for (const path of [precious, join(precious, 'a'), join(precious, 'a/out')]) chmodSync(path, 0o700);
      mkdirSync(join(folder, place, '..'), { recursive: true });
      symlinkSync(
        place === 'jobs/a/out' ? join(precious, 'a/out') : join(precious, place.slice(5)),
        join(folder, place),
      );
      await expect(makeJobFolders(folder, 'a')).rejects.toThrow(/is no folder, or a link to one/);
      expect(modeOf(precious)).toBe(0o700);
      expect(modeOf(join(precious, 'a/out'))).toBe(0o700);
    },
  );
});
