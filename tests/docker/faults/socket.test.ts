import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../../src/metrics/report.js';
import { sandbox } from '../../cli/support/tfsched.js';
import { containersOf } from '../cli/support/daemon.js';
import { Passage } from '../cli/support/passage.js';
import { SPINS } from '../cli/support/workloads.js';
import { checkLog } from '../support/check-log.js';

const { folder, start } = sandbox('real daemon');
const passage = new Passage(join(folder, 'docker.sock'));
const env = { DOCKER_HOST: passage.host };

beforeEach(() => passage.open());
afterEach(() => passage.close());

async function endsWell(run: ReturnType<typeof start>, out: string): Promise<void> {
  const { code, stdout } = await run.finished;
  const report = JSON.parse(stdout) as RunReport;
  expect(report.jobs.map(({ state, attempts }) => [state, attempts])).toEqual([
    ['done', 1],
    ['done', 1],
    ['done', 1],
  ]);
  expect(code).toBe(0);
  expect(await containersOf(report.run.id)).toEqual([]);
  await checkLog(join(folder, out));
}

describe('a socket that is', () => {
  it('slow by seconds harms no job', async () => {
    const run = start('run - --json --out slow', { env, stdin: SPINS });
    await run.told('start a on core 0');
    passage.delay = 2;
    await endsWell(run, 'slow');
  }, 120_000);

  it('gone again and again for a moment harms no job', async () => {
    const run = start('run - --json --out gone', { env, stdin: SPINS });
    await run.told('start a on core 0');
    for (let times = 0; times < 3; times++) {
      passage.close();
      await delay(100);
      await passage.open();
      await delay(150);
    }
    await endsWell(run, 'gone');
  }, 120_000);
});
