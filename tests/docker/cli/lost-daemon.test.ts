import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../../src/metrics/report.js';
import { sandbox } from '../../cli/support/tfsched.js';
import { checkLog } from '../support/check-log.js';
import { containersOf, removeContainersOf } from './support/daemon.js';
import { Passage } from './support/passage.js';
import { ENDLESS, SPINS } from './support/workloads.js';

const { folder, start, tfsched } = sandbox('real daemon');
const passage = new Passage(join(folder, 'docker.sock'));
const env = { DOCKER_HOST: passage.host };
const LOST = 'warning: the stream of Docker events was lost: it is opened again';

beforeEach(() => passage.open());
afterEach(() => passage.close());

describe('a daemon that is lost in the middle of a run', () => {
  it('and comes back is a warning: what has ended meanwhile is found, and the run goes on', async () => {
    const run = start('run - --json --out back', { env, stdin: SPINS });
    await run.told('start a on core 0');
    passage.close();
    await run.told(LOST);
    await passage.open();
    const { code, stdout } = await run.finished;
    const report = JSON.parse(stdout) as RunReport;
    expect(report.jobs.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['done', 1],
      ['done', 1],
      ['done', 1],
    ]);
    expect(report.notes.map(({ level, text }) => `${level}: ${text}`)).toContain(LOST);
    expect(code).toBe(0);
    expect(await containersOf(report.run.id)).toEqual([]);
    await checkLog(join(folder, 'back'));
  });

  it('and does not come back does not keep a user who wants to stop', async () => {
    const run = start('run - --out gone', { env, stdin: ENDLESS });
    await run.told('start runs on core 0');
    passage.close();
    await run.told(LOST);
    run.kill('SIGINT');
    await run.told('once more stops at once');
    run.kill('SIGINT');
    const { code, stderr } = await run.finished;
    const { run: its } = JSON.parse((await tfsched('report gone --json')).stdout) as RunReport;
    const left = await containersOf(its.id);
    await removeContainersOf(its.id);
    const told = /^warning: these containers could not be removed: (.*)$/m.exec(stderr)?.[1] ?? '';
    expect(told.split(', ').sort()).toEqual([...left].sort());
    expect(left).toHaveLength(3);
    expect(code).toBe(130);
  });
});
