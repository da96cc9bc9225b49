import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runsWithGroups } from '../../../src/executors/docker/host/parent-groups-left.js';
import { expectRefusal } from '../../cli/support/expect-refusal.js';
import { type Running, sandbox } from '../../cli/support/tfsched.js';
import { BASE, mounts } from '../harness.js';
import { SecondDaemon } from '../second-daemon.js';
import { containersOf } from './support/daemon.js';
import { ENDLESS } from './support/workloads.js';

const { folder, file, tfsched, start } = sandbox('real daemon');
beforeAll(() => void file('endless.yaml', ENDLESS));

/** What `ps --json` tells of a run. */
interface Told {
  readonly run: string;
  readonly state: string;
  readonly containers: Readonly<Record<string, number>>;
  readonly list?: readonly {
    readonly job: string;
    readonly state: string;
    readonly cores: number[] | null;
  }[];
}

async function told(run: string, env: Readonly<Record<string, string>> = {}): Promise<Told | undefined> {
  const { code, stdout } = await tfsched('ps --json --containers', { env });
  expect(code).toBe(0);
  return (JSON.parse(stdout) as Told[]).find((each) => each.run === run);
}

function idOf(out: string): string {
  const [header = ''] = readFileSync(join(folder, out, 'events.jsonl'), 'utf8').split('\n');
  return (JSON.parse(header) as { run: string }).run;
}

async function begun(out: string): Promise<{ readonly running: Running; readonly run: string }> {
  const running = start(`run endless.yaml --share --out ${out}`);
  await running.told('start runs on core 0');
  return { running, run: idOf(out) };
}

/** A run that was killed with SIGKILL in the middle; its id. */
async function killed(out: string): Promise<string> {
  const { running, run } = await begun(out);
  running.kill('SIGKILL');
  await running.finished;
  return run;
}

describe('a run that goes on', () => {
  it('is listed with its cores and containers, and clean refuses to touch it', async () => {
    const { running, run } = await begun('living');
    expect(await told(run)).toMatchObject({
      state: 'running',
      owner: { uid: process.getuid?.(), host: hostname() },
      process: { host: hostname(), pid: running.pid },
      cores: [0, 1],
      containers: { running: 1, armed: 2 },
      folder: join(folder, 'living'),
      resumable: false,
    });
    expectRefusal(
      await tfsched(['clean', run]),
      2,
      `error: ${run}: it is running (process ${running.pid}): stop that first`,
    );
    expect(await containersOf(run)).toHaveLength(3);
    running.kill('SIGINT');
    await running.finished;
    expect(await told(run)).toBeUndefined();
  });
});

describe('a run that was killed', () => {
  it('is listed as left, and clean removes its containers, groups and claim, and nothing of its folder', async () => {
    const run = await killed('killed');
    const seen = await told(run);
    expect(seen).toMatchObject({ state: 'left', containers: { running: 1, armed: 2 }, resumable: true });
    expect(seen?.list?.map(({ job, state, cores }) => [job, state, cores]).sort()).toEqual([
      ['comes', 'armed', null],
      ['runs', 'running', [0]],
      ['waits', 'armed', null],
    ]);
    const table = await tfsched('ps');
    expect(table.stdout).toMatch(
      new RegExp(`^${run} +left +\\S+ +0 +1 running, 2 armed +\\d+ s +${folder}/killed$`, 'm'),
    );

    const dry = await tfsched(['clean', run, '--dry-run']);
    const what = '3 containers, its claim on cores 0-1';
    expect(dry).toMatchObject({
      code: 0,
      stdout: `${run}: would remove ${what}; it can be resumed with \`tfsched resume ${folder}/killed\`\n`,
    });
    expect(await containersOf(run)).toHaveLength(3);

    const done = await tfsched(['clean', run]);
    expect(done).toEqual({
      code: 0,
      signal: null,
      stdout: `${run}: removed ${what}; it was not over, and its log is in ${folder}/killed\n`,
      stderr: '',
    });
    expect(await containersOf(run)).toEqual([]);
    expect(runsWithGroups(mounts())).not.toContain(run);
    const locks = join(folder, 'state', 'tfsched', 'locks');
    expect(readdirSync(join(locks, readdirSync(locks)[0]!))).toEqual([]);
    expect(await told(run)).toBeUndefined();
    expect((await tfsched('report killed --json')).code).toBe(0);
    expectRefusal(
      await tfsched(['clean', run]),
      2,
      `error: ${run}: there is no such run on this Docker host`,
    );
  });

  it('is told by doctor, with the mend', async () => {
    const run = await killed('sick');
    const { stdout } = await tfsched('doctor');
    expect(stdout).toMatch(
      /^BAD +leftovers +\d+ containers of earlier runs\n +mend: `tfsched ps` lists those runs/m,
    );
    await tfsched(['clean', run]);
  });

  it('on purpose is removed only when it is named', async () => {
    const run = await killed('kept');
    appendFileSync(
      join(folder, 'kept', 'events.jsonl'),
      `${JSON.stringify({ kind: 'left', at: 1, how: 'keep', reason: 'SIGINT' })}\n`,
    );
    expect(await told(run)).toMatchObject({ state: 'kept', resumable: true });
    const all = await tfsched('clean --dry-run --json');
    const { removed, left_alone: alone } = JSON.parse(all.stdout) as Record<string, { run: string }[]>;
    expect(removed?.map((each) => each.run)).not.toContain(run);
    expect(alone).toContainEqual({
      run,
      state: 'kept',
      why: `it was left on purpose (--on-exit): \`tfsched clean ${run}\` removes it all the same`,
    });
    const named = await tfsched(['clean', run, '--json']);
    expect(named.code).toBe(0);
    expect(JSON.parse(named.stdout)).toMatchObject({
      dry_run: false,
      removed: [{ run, claim: true, resumable: true, folder: join(folder, 'kept') }],
      left_alone: [],
      failed: [],
    });
    expect(await containersOf(run)).toEqual([]);
  });
});

// Without names it removes what any run of this user has left: so on a daemon where there are no others.
(SecondDaemon.isPossible() ? describe : describe.skip)('clean without names', () => {
  const daemon = new SecondDaemon();
  const env = { DOCKER_HOST: daemon.host };
  beforeAll(async () => {
    await daemon.start();
    await daemon.takeImage();
    file(
      'sleeps.yaml',
      `cores: 1\njobs:\n  - { id: sleeps, cores: 1, image: '${BASE}', command: [sleep, '600'] }\n`,
    );
  }, 60_000);
  afterAll(() => daemon.remove());

  it('finds no containers where there are none', async () => {
    const { code, stdout } = await tfsched('ps --json --containers', { env });
    // Root sees the kernel's empty groups of runs on other daemons of this host too.
    const runs = (JSON.parse(stdout) as Told[]).filter(({ list }) => list?.length !== 0);
    expect({ code, runs }).toEqual({ code: 0, runs: [] });
  });

  it('removes what dead runs left, and nothing of a living one, of a stranger’s or without our label', async () => {
    const client = daemon.client();
    const dead = start('run sleeps.yaml --cpus 0 --out dead', { env });
    await dead.told('start sleeps on core 0');
    dead.kill('SIGKILL');
    await dead.finished;
    const living = start('run sleeps.yaml --cpus 1 --out alive', { env });
    await living.told('start sleeps on core 1');
    const spec = {
      image: BASE,
      entrypoint: ['sleep', '600'],
      command: [],
      env: [],
      user: '10001:10001',
      stdin: false,
      network: false,
      readonlyRoot: true,
      tmpfs: {},
      binds: [],
      pids: 16,
      limits: {},
      cgroupParent: undefined,
    };
    const foreign = { 'tfsched.run': 'foreign', 'tfsched.owner': `4711@${hostname()}` };
    await client.start(await client.create({ ...spec, name: 'foreign', labels: foreign }));
    await client.start(await client.create({ ...spec, name: 'stranger', labels: {} }));

    const { code, stdout, stderr } = await tfsched('clean', { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${idOf('dead')}: removed 1 container`, 'm'));
    for (const run of [idOf('alive'), 'foreign']) expect(stdout).not.toContain(run);
    expect(stderr).toBe(
      `left alone: foreign: it is of user 4711@${hostname()}: that user can remove it with \`tfsched clean\` there\n`,
    );
    expect(await client.inspect(`tfsched-${idOf('dead')}-sleeps-1`)).toBeUndefined();
    for (const name of [`tfsched-${idOf('alive')}-sleeps-1`, 'foreign', 'stranger'])
      expect((await client.inspect(name))?.status).toBe('running');
    living.kill('SIGINT');
    expect((await living.finished).code).toBe(130);
    for (const name of ['foreign', 'stranger']) await client.remove(name);
  }, 60_000);

  it('says so when the daemon is away, and does it when that is back', async () => {
    const run = start('run sleeps.yaml --cpus 0 --out gone', { env });
    await run.told('start sleeps on core 0');
    run.kill('SIGKILL');
    await run.finished;
    await daemon.stop('SIGTERM');
    expectRefusal(await tfsched('clean', { env }), 3, /^error: no Docker daemon answers/);
    await daemon.start();
    expect((await tfsched('clean', { env })).stdout).toContain(`${idOf('gone')}: removed 1 container`);
  }, 60_000);
});
