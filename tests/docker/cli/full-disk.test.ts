import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../../src/metrics/report.js';
import { expectRefusal } from '../../cli/support/expect-refusal.js';
import { sandbox } from '../../cli/support/tfsched.js';
import { containersOf } from './support/daemon.js';
import { ENDLESS } from './support/workloads.js';

const { folder, file, tfsched, start } = sandbox('real daemon');
const disk = join(folder, 'disk');

// Only root can mount, and root alone is not kept from a folder by its mode.
(process.getuid?.() === 0 ? describe : describe.skip)('a disk that', () => {
  beforeAll(() => {
    file('endless.yaml', ENDLESS);
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]);
  });
  afterAll(() => void execFileSync('umount', ['-l', disk]));

  it('fills up while a run goes on ends it at once: the containers are gone, the partial report is printed, exit code 4', async () => {
    const run = start(`run endless.yaml -p rr -q 100ms --share --json --out ${disk}/run`);
    await run.told('start runs on core 0');
    // All that is left but for the page that the log is in, which is soon full.
    try {
      writeFileSync(join(disk, 'other'), Buffer.alloc(2 ** 20));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    }
    const { code, stdout, stderr } = await run.finished;
    expect(stderr).toContain(
      `error: cannot write the log ${disk}/run/events.jsonl: no space is left on the disk; free some, or choose another folder with --out\n`,
    );
    expect(code).toBe(4);
    const report = JSON.parse(stdout) as RunReport;
    expect(report.jobs.map(({ id }) => id)).toEqual(['runs', 'waits', 'comes']);
    expect(await containersOf(report.run.id)).toEqual([]);
    // What was written before can still be read.
    expect((await tfsched(`report ${disk}/run --json`)).code).toBe(0);
    execFileSync('rm', ['-r', join(disk, 'other'), join(disk, 'run')]);
  });

  it('is read-only is refused before there is a container', async () => {
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const before = await containersOf('');
    const refused = await tfsched(`run endless.yaml --share --out ${disk}/run`);
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    expectRefusal(
      refused,
      4,
      /^error: cannot make the folder of the run: the file system is read-only; choose another folder with --out$/m,
    );
    expect((await containersOf('')).filter((name) => !before.includes(name))).toEqual([]);
  });
});
