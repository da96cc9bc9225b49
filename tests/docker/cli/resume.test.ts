import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createDockerodeClient } from '../../../src/executors/docker/daemon/dockerode-client.js';
import { containerName } from '../../../src/executors/docker/ownership/labels.js';
import type { RunReport } from '../../../src/metrics/report.js';
import { sandbox } from '../../cli/support/tfsched.js';
import { checkLog } from '../support/check-log.js';
import { containersOf, removeContainersOf, untilContainers } from './support/daemon.js';
import { ENDLESS, shortJobs } from './support/workloads.js';

const { folder, file, tfsched, start } = sandbox('real daemon');
const client = createDockerodeClient();

/** Jobs that are paused and resumed several times under RR; a step is 10 ms of CPU time, a tenth of the time. */
const TURNS = `
cores: 2
defaults: { model: spin, duty: 0.1, steps: 15, cores: 1 }
jobs:
  - { id: a, env: { TOKEN: not-to-be-told } }
  - { id: b, cores: 2 }
  - { id: c, arrival: 100ms }
  - { id: d, arrival: 1s, steps: 3 }
`;

beforeAll(() => {
  file('turns.yaml', TURNS);
  file('endless.yaml', ENDLESS);
});

/** The run's id, from its folder. */
function idOf(name: string): string {
  return (JSON.parse(readFileSync(join(folder, name, 'run.json'), 'utf8')) as { run: string }).run;
}

/** Starts a run, and kills it when it has told something. */
async function killed(line: string, what: string | RegExp): Promise<void> {
  const run = start(line);
  await run.told(what);
  run.kill('SIGKILL');
  await run.finished;
}

/** Until the log of a run has a line. */
async function logged(name: string, line: RegExp): Promise<void> {
  while (!line.test(readFileSync(join(folder, name, 'events.jsonl'), 'utf8'))) await delay(20);
}

async function resumed(name: string, more = ''): Promise<{ report: RunReport; code: number | null }> {
  const { code, stdout, stderr } = await tfsched(`resume ${name} --json ${more}`);
  if (stdout === '') throw new Error(stderr);
  return { report: JSON.parse(stdout) as RunReport, code };
}

describe('a run whose tfsched was killed', () => {
  it.each([
    ['when a job had started', 'first', /start a/],
    ['when a turn had ended', 'turn', /pause a: its turn ended/],
    ['when a job had gone on', 'again', /resume a/],
    ['when a job was done', 'done', /done \w/],
  ])('%s goes on: every job to its end, none of them twice', async (_, name, what) => {
    await killed(`run turns.yaml -p rr -q 300ms -r max_prop --out ${name}`, what);
    const { report, code } = await resumed(name);
    expect(code).toBe(0);
    expect(report.jobs.map(({ id, state, attempts, steps }) => [id, state, attempts, steps])).toEqual([
      ['a', 'done', 1, 15],
      ['b', 'done', 1, 15],
      ['c', 'done', 1, 15],
      ['d', 'done', 1, 3],
    ]);
    expect(report.run.gaps).toHaveLength(1);
    expect(report.run.interrupted).toBeNull();
    await checkLog(join(folder, name));
    expect(await containersOf(report.run.id)).toEqual([]);
    expect(JSON.parse((await tfsched(`report ${name} --json`)).stdout)).toEqual(report);
  });

  it('and killed once more goes on once more', async () => {
    await killed('run turns.yaml -p rr -q 300ms --out twice', /pause a/);
    await killed('resume twice', /resume \w/);
    const { report, code } = await resumed('twice');
    expect(code).toBe(0);
    expect(report.jobs.map(({ state, attempts }) => [state, attempts])).toEqual(
      Array.from({ length: 4 }, () => ['done', 1]),
    );
    expect(report.run.gaps).toHaveLength(2);
    await checkLog(join(folder, 'twice'));
  });

  it('before its clock began is begun in its folder', async () => {
    file('many.yaml', shortJobs(40, 'unborn'));
    const run = start('run many.yaml --out unborn');
    await untilContainers(/-unborn\d+-1$/, 3, run);
    run.kill('SIGKILL');
    await run.finished;
    const { report, code } = await resumed('unborn');
    expect(code).toBe(0);
    expect(report.summary).toMatchObject({ jobs: 40, finished: 40 });
    expect(report.run.gaps).toEqual([]);
    expect(await containersOf(report.run.id)).toEqual([]);
  });

  it('counts what ended meanwhile as ended, and what was removed as failed', async () => {
    file(
      'away.yaml',
      `cores: 2\ndefaults: { model: spin, cores: 1 }\njobs:\n  - { id: ends, steps: 100 }\n  - { id: goes, steps: 1000000 }\n`,
    );
    const first = start('run away.yaml --out away');
    await first.told(/start goes/);
    // What is told is on the disk a moment later; a start that is not known of is made again.
    await logged('away', /"kind":"outcome".*"id":2,"ok":true/);
    first.kill('SIGKILL');
    await first.finished;
    const run = idOf('away');
    await client.remove(containerName(run, 'goes', 1));
    for (;;) {
      const state = await client.inspect(containerName(run, 'ends', 1));
      if (state?.status === 'ended') break;
      await delay(20);
    }
    const { report, code } = await resumed('away');
    expect(code).toBe(1);
    expect(report.jobs.map(({ state, attempts, reason }) => [state, attempts, reason])).toEqual([
      ['done', 1, null],
      ['failed', 1, 'removed by someone else'],
    ]);
    expect(report.jobs[0]!.steps).toBe(100);
    expect(report.run.gaps).toMatchObject([{ ran: 1, ended: 1 }]);
    expect(report.run.gaps[0]!.core_seconds).toBeLessThan(report.run.gaps[0]!.seconds);
  });

  it('goes on under rules of the user’s own', async () => {
    const rule = `export default { name: 'late', create: () => ({ compare: (a, b) => b.arrivalRank - a.arrivalRank }) };`;
    file('late.mjs', rule);
    await killed('run turns.yaml -p ./late.mjs --out own', /start \w/);
    const { report, code } = await resumed('own');
    expect(code).toBe(0);
    expect(report.config.policy).toBe('late');
    await checkLog(join(folder, 'own')).catch((error: unknown) => {
      // The checker knows no such policy; all else is in order.
      expect(String(error)).toMatch(/late/);
    });
  });

  it('keeps its workload for nobody but its owner, and tells nothing of it', async () => {
    await killed('run turns.yaml --out secret', /start a/);
    const kept = join(folder, 'secret/workload.jsonl');
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect(readFileSync(kept, 'utf8')).toContain('not-to-be-told');
    for (const name of ['events.jsonl', 'run.json'])
      expect(readFileSync(join(folder, 'secret', name), 'utf8')).not.toContain('not-to-be-told');
    expect((await resumed('secret')).code).toBe(0);
  });
});

describe('a run that is left on purpose', () => {
  it.each([
    ['pause', 0],
    ['keep', 1],
  ] as const)('--on-exit %s leaves its containers, and it goes on', async (how, ran) => {
    const run = start(`run turns.yaml --on-exit ${how} --json --out ${how}`);
    await run.told('start b');
    run.kill('SIGTERM');
    const { code, stdout, stderr } = await run.finished;
    expect(code).toBe(143);
    expect(stderr).toContain(`go on with \`tfsched resume ${join(folder, how)}\``);
    const left = JSON.parse(stdout) as RunReport;
    expect(left.run.interrupted).toMatch(/^SIGTERM; its containers are (kept|paused), to be resumed$/);
    const state = await client.inspect(containerName(left.run.id, 'b', 1));
    expect(state?.status).toBe(how === 'pause' ? 'paused' : 'running');
    const { report, code: second } = await resumed(how);
    expect(second).toBe(0);
    expect(report.run.gaps).toMatchObject([{ ran }]);
    expect(report.jobs.map(({ state: end, attempts }) => [end, attempts])).toEqual(
      Array.from({ length: 4 }, () => ['done', 1]),
    );
    await checkLog(join(folder, how));
    expect(await containersOf(report.run.id)).toEqual([]);
  });
});

describe('a resume that cannot be', () => {
  it('is refused while the run goes on, or another resume does', async () => {
    const run = start('run endless.yaml --out lives');
    await run.told('start runs');
    const refused = await tfsched('resume lives');
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toMatch(
      /^error: process \d+ on .* is at the run in .*lives: wait until it is over/,
    );
    run.kill('SIGKILL');
    await run.finished;
    const first = start('resume lives');
    await first.told('resumed: a gap of');
    expect((await tfsched('resume lives')).code).toBe(3);
    first.kill('SIGINT');
    const { code } = await first.finished;
    expect(code).toBe(130);
    expect(await containersOf(idOf('lives'))).toEqual([]);
    const over = await tfsched('resume lives');
    expect(over.stderr).toMatch(/^error: run \S+ is over: `tfsched report .*` prints how it went\n$/);
    expect(over.code).toBe(2);
  });

  it('leaves everything as it is when Docker does not answer', async () => {
    await killed('run endless.yaml --out away2', /start runs/);
    const log = readFileSync(join(folder, 'away2/events.jsonl'));
    const none = await tfsched('resume away2', { env: { DOCKER_HOST: 'unix:///nonexistent' } });
    expect(none.code).toBe(3);
    expect(readFileSync(join(folder, 'away2/events.jsonl'))).toEqual(log);
    expect(existsSync(join(folder, 'away2/lock'))).toBe(false);
    await removeContainersOf(idOf('away2'));
  });

  it('says so where there is no run', async () => {
    const { code, stderr } = await tfsched('resume nowhere');
    expect(stderr).toMatch(/^error: no run in nowhere: give the folder of a run, or the id of one in /);
    expect(code).toBe(4);
  });
});
