import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../../src/metrics/report.js';
import { expectRefusal } from '../../cli/support/expect-refusal.js';
import { type Running, sandbox } from '../../cli/support/tfsched.js';
import { checkLog } from '../support/check-log.js';
import { withoutNeighbours } from './support/daemon.js';
import { ENDLESS, SPINS } from './support/workloads.js';

const { folder, file, tfsched, start } = sandbox('real daemon');
beforeAll(() => {
  file('endless.yaml', ENDLESS);
  file('spins.yaml', SPINS);
  file('measured.yaml', SPINS.replaceAll('steps: 25', 'duration: 0.1'));
});

let first: Running | undefined;
afterEach(async () => {
  first?.kill('SIGINT');
  await first?.finished;
});

/** A run that has cores and goes on; its id. */
async function running(line: string): Promise<void> {
  first = start(line);
  await first.told('start runs on core');
}

async function endOfFirst(): Promise<RunReport> {
  first?.kill('SIGINT');
  const result = await first?.finished;
  first = undefined;
  return JSON.parse(result?.stdout ?? '') as RunReport;
}

describe('a second run on the same cores', () => {
  it('is refused with the name of the first, exit code 3, and may run when that is over', async () => {
    await running('run endless.yaml --json');
    const refused = await tfsched('run spins.yaml');
    const { run } = await endOfFirst();
    expectRefusal(
      refused,
      3,
      new RegExp(
        `^error: run ${run.id} \\(process \\d+ on \\S+\\) has cores 0-1: wait for it with --wait, share with --share`,
      ),
    );
    expect((await tfsched('run spins.yaml --quiet')).code).toBe(0);
  });

  it('waits with --wait, and says for whom', async () => {
    await running('run endless.yaml --json');
    const second = start('run spins.yaml --wait --out waited');
    await second.told('waiting for run ');
    const { run } = await endOfFirst();
    const { code, stderr } = await second.finished;
    expect(stderr).toMatch(new RegExp(`^waiting for run ${run.id}, which has cores 0-1\n`));
    expect(code).toBe(0);
    await checkLog(join(folder, 'waited'));
  });

  it('is refused also while the first measures, under the same name', async () => {
    first = start('run measured.yaml --json');
    await first.told('measuring 1 of 2');
    const refused = await tfsched('run spins.yaml');
    const { code, stdout } = await first.finished;
    first = undefined;
    const { run } = JSON.parse(stdout) as RunReport;
    expectRefusal(refused, 3, new RegExp(`^error: run ${run.id} \\(`));
    expect(code).toBe(0);
  });

  it('that waits can be interrupted', async () => {
    await running('run endless.yaml --json');
    const second = start('run spins.yaml --wait');
    await second.told('waiting for run ');
    second.kill('SIGINT');
    expect(await second.finished).toMatchObject({ code: 130, stdout: '' });
  });

  it('goes on beside the first with --share, which is told', async () => {
    await running('run endless.yaml --json');
    const { code, stdout } = await tfsched('run spins.yaml --share');
    const { run } = await endOfFirst();
    expect(stdout).toMatch(new RegExp(`\nwarning: run ${run.id} has cores 0-1 too: both will be slower\n`));
    expect(code).toBe(0);
  });
});

describe('a second run on other cores', () => {
  it('is not refused', async () => {
    await running('run endless.yaml --json --cpus 0 --cores 1'.replace('endless', 'one'));
    const second = await tfsched('run one-spin.yaml --cpus 1 --cores 1 --quiet');
    expect({ code: second.code, stderr: withoutNeighbours(second.stderr) }).toEqual({ code: 0, stderr: '' });
  });

  beforeAll(() => {
    file('one.yaml', ENDLESS.replaceAll(/cores: 2/g, 'cores: 1'));
    file('one-spin.yaml', SPINS.replaceAll(/cores: 2/g, 'cores: 1'));
  });
});
