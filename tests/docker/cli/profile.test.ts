import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ProfileReport } from '../../../src/profile/profile-report.js';
import { expectRefusal } from '../../cli/support/expect-refusal.js';
import { sandbox } from '../../cli/support/tfsched.js';
import { BASE, containersOf, removeContainersOf, untilContainers } from './support/daemon.js';

const { folder, file, tfsched, start } = sandbox('real daemon');
const QUICK = '--cores 1 --repeats 2 --steps 20 --uncertainty 1000';
const MEASURING = /^measuring (\d+) of (\d+)/gm;

/** Containers of trials, of whatever run. */
async function trials(): Promise<readonly string[]> {
  return (await containersOf('')).filter((name) => /-(trial|overheads)-\d+-1$/.test(name));
}

function samplesOf(stdout: string): readonly number[] {
  return (JSON.parse(stdout) as ProfileReport).programs.flatMap(({ cells }) =>
    cells.map(({ samples }) => samples),
  );
}

describe('profile', () => {
  it('measures each cell as often as it is told, says what to ask for, and measures nothing twice', async () => {
    const first = await tfsched(`profile spin ${QUICK} --intra 1,2 --json`);
    expect([...first.stderr.matchAll(MEASURING)].map(([text]) => text)).toEqual(
      [1, 2, 3, 4].map((trial) => `measuring ${trial} of 4`),
    );
    expect(first.code).toBe(0);
    const schema = JSON.parse((await tfsched('schema profile')).stdout) as object;
    const isValid = new Ajv2020({ strict: false, allErrors: true }).compile(schema);
    isValid(JSON.parse(first.stdout));
    expect(isValid.errors ?? []).toEqual([]);
    const { programs, interrupted } = JSON.parse(first.stdout) as ProfileReport;
    expect(interrupted).toBe(false);
    expect(programs).toEqual([expect.objectContaining({ program: 'spin', unit: 'steps/s', amdahl: null })]);
    expect(programs[0]!.cells).toEqual(
      [1, 2].map((intra) =>
        expect.objectContaining({
          cores: 1,
          intra,
          inter: 1,
          pool: 'exact',
          samples: 2,
          speed: expect.any(Number),
        }),
      ),
    );
    // A step of spin is a hundredth of a second of a core, and its lines may be read late.
    for (const { speed } of programs[0]!.cells) expect(speed).toBeLessThan(200);

    const again = await tfsched(`profile spin ${QUICK} --intra 1,2`);
    expect(again.stderr).not.toMatch(MEASURING);
    expect(again.stdout).toMatch(/^spin: ask for 1 core with [12] intra-op and 1 inter-op threads?, /m);
    const csv = await tfsched(`profile spin ${QUICK} --intra 1,2 --csv`);
    expect(csv.stdout).toMatch(/^program,unit,cores,intra,inter,pool,speed,.*\r\nspin,steps\/s,1,1,1,exact,/);
    expect(await trials()).toEqual([]);
    expect(readdirSync(join(folder, 'state/tfsched/profiling'))).toEqual([]);
  });

  it('keeps what it has at Ctrl-C, and goes on from there', async () => {
    const args = 'profile spin --cores 1 --intra 3 --repeats 3 --steps 20 --uncertainty 1000 --json';
    const run = start(args);
    await run.told('measuring 2 of 3');
    run.kill('SIGINT');
    const { code, stdout } = await run.finished;
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true });
    const [known = 0] = samplesOf(stdout);
    expect([1, 2]).toContain(known);
    const rest = await tfsched(args);
    expect([...rest.stderr.matchAll(MEASURING)]).toHaveLength(3 - known);
    expect(samplesOf(rest.stdout)).toEqual([3]);
    expect(await trials()).toEqual([]);
  });

  it('goes on also after a kill in the middle', async () => {
    const args = 'profile spin --cores 1 --intra 4 --repeats 3 --steps 20 --uncertainty 1000 --json';
    const run = start(args);
    await run.told('measuring 3 of 3');
    // Else the daemon would make it after everything was removed.
    await untilContainers(/-trial-3-1$/, 1, run);
    const [, id = ''] = /^tfsched-(.+)-trial-\d+-1$/.exec((await trials())[0] ?? '') ?? [];
    expect(id).not.toBe('');
    run.kill('SIGKILL');
    await run.finished;
    await removeContainersOf(id);
    const rest = await tfsched(args);
    expect([...rest.stderr.matchAll(MEASURING)]).toHaveLength(1);
    expect(samplesOf(rest.stdout)).toEqual([3]);
    await removeContainersOf(id);
  });

  it('adds samples where they differ too much, four times as many at most', async () => {
    const { stdout } = await tfsched(
      'profile spin --cores 1 --intra 5 --repeats 1 --steps 20 --uncertainty 0.000001 --json',
    );
    expect(samplesOf(stdout)).toEqual([4]);
  });

  it('times whole runs of a program that tells no progress', async () => {
    file('own.yaml', `jobs: [{ image: '${BASE}', command: [sleep, 0.2], cores: 1 }]`);
    const { code, stdout } = await tfsched(`profile own.yaml ${QUICK} --json`);
    expect(code).toBe(0);
    const [program] = (JSON.parse(stdout) as ProfileReport).programs;
    expect(program).toMatchObject({ program: `${BASE} sleep 0.2`, unit: 'runs/s', cells: [{ startup: 0 }] });
    expect(program!.cells[0]!.speed).toBeLessThan(5);
  });

  it('says what a program that fails has written, and leaves nothing else', async () => {
    file('fails.yaml', `jobs: [{ image: '${BASE}', command: [sh, -c, 'echo broken; exit 7'], cores: 1 }]`);
    const result = await tfsched(`profile fails.yaml ${QUICK} --quiet`);
    expectRefusal(
      result,
      2,
      /^error: a program cannot be measured: exit code 7; what it wrote is in .*trial-1.*\.log\n$/,
    );
    const [, log = ''] = / is in (.*)\n/.exec(result.stderr) ?? [];
    expect(readFileSync(log, 'utf8')).toBe('broken\n');
    expect(await trials()).toEqual([]);
  });

  it('measures how long actions take, for the simulator as well as speeds', async () => {
    const { code, stdout } = await tfsched(`profile spin ${QUICK} --intra 1 --overheads --json`);
    expect(code).toBe(0);
    const { overheads } = JSON.parse(stdout) as ProfileReport;
    for (const action of ['start', 'pause', 'resume'] as const) expect(overheads[action]).toBeGreaterThan(0);
    file('steps.yaml', 'cores: 1\njobs: [{ id: a, model: spin, steps: 500, cores: 1 }]');
    const simulated = await tfsched('simulate steps.yaml --speedup profile --overheads profile --json');
    expect(simulated.stderr).toMatch(/^profile: of \d{4}-\d\d-\d\d \d\d:\d\d UTC, host /);
    expect(simulated.code).toBe(0);
    const { summary } = JSON.parse(simulated.stdout) as { summary: { makespan: number } };
    expect(summary.makespan).toBeGreaterThan(2.5);
  });

  it('is refused as soon as nothing can be kept', async () => {
    const result = await tfsched(`profile spin ${QUICK} --quiet`, { env: { XDG_CACHE_HOME: '/dev/null' } });
    expectRefusal(result, 4, /^error: the profile cannot be kept: .*; set XDG_CACHE_HOME to /);
    expect(await trials()).toEqual([]);
  });

  it('draws pictures', async () => {
    const { code } = await tfsched(`profile spin ${QUICK} --intra 1,2 --pictures drawn --quiet`);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'drawn')).sort()).toEqual(['heat-map-spin.png', 'heat-map-spin.svg']);
  });

  it('asks for no more cores than there are', async () => {
    expectRefusal(
      await tfsched('profile spin --cores 4096'),
      2,
      /^error: --cores asks for 4096 cores and there /,
    );
  });
});
