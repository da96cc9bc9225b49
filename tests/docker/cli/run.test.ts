import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunReport } from '../../../src/metrics/report.js';
import { type Finished, sandbox } from '../../cli/support/tfsched.js';
import { checkLog } from '../support/check-log.js';
import { BASE, containersOf, withoutNeighbours } from './support/daemon.js';
import { ENDLESS, SPINS, UNEVEN } from './support/workloads.js';

const { folder, file, read, tfsched, bash } = sandbox('real daemon');
beforeAll(() => {
  file('spins.yaml', SPINS);
  file('uneven.yaml', UNEVEN);
});

const reportOf = ({ stdout }: Finished): RunReport => JSON.parse(stdout) as RunReport;

describe('run', () => {
  it('prints tables on stdout, tells on stderr how it goes, and keeps its log', async () => {
    const { code, stdout, stderr } = await tfsched('run spins.yaml');
    expect(stdout).toMatch(/^spins: fcfs, strict, 2 cores\n\njob +model +cores +/);
    expect(stdout).toMatch(/\nfinished +3 of 3 /);
    expect(withoutNeighbours(stderr)).toMatch(/^armed 3 containers\n {4}0\.0s {2}arrive a\n/);
    expect(stderr).toMatch(/\n +[\d.]+s {2}start b on cores 0-1 \(2\)\n/);
    expect(stderr).toMatch(/\nlog: \S+\n$/);
    expect(code).toBe(0);
    const [run = ''] = readdirSync(join(folder, 'state/tfsched/runs'));
    expect(stderr).toContain(join('state/tfsched/runs', run));
    expect(statSync(join(folder, 'state/tfsched/runs', run)).mode & 0o077).toBe(0);
    expect(await containersOf(run)).toEqual([]);
    await checkLog(join(folder, 'state/tfsched/runs', run));
    expect(await tfsched('report')).toMatchObject({ code: 0, stdout });
  });

  it.each([
    '-p fcfs -r max_prop',
    '-p rr -q 100ms -r max_prop',
    '-p prio --preemptive -r always_attend',
    '-p none',
    '-c 8 --emulate -r max_prop',
  ])(
    '%s: one JSON value that keeps to the schema, a log that is in order, and report gives the same bytes',
    async (rules) => {
      const out = `out${rules.replaceAll(/\W+/g, '-')}`;
      const run = await tfsched(`run spins.yaml ${rules} --json --quiet --out ${out}`);
      expect({ code: run.code, stderr: withoutNeighbours(run.stderr) }).toEqual({ code: 0, stderr: '' });
      const validate = new Ajv2020({ strict: false }).compile(
        JSON.parse((await tfsched('schema report')).stdout) as object,
      );
      validate(reportOf(run));
      expect(validate.errors ?? []).toEqual([]);
      const checked = await checkLog(join(folder, out));
      expect(checked.judged).toBeGreaterThan(2);
      expect((await tfsched(`report ${out} --json`)).stdout).toBe(run.stdout);
      expect(await containersOf(reportOf(run).run.id)).toEqual([]);
    },
  );

  it('--html writes the page that report makes of its log', async () => {
    const run = await tfsched('run spins.yaml -p rr -q 100ms -r max_prop --json --html run.html --out drawn');
    expect(run.stderr).toMatch(/\nwrote run\.html\n$/);
    await tfsched('report drawn --html report.html');
    const page = read('run.html');
    expect(page).toBe(read('report.html'));
    expect(page).toContain(reportOf(run).run.id);
  });

  it('has paused under rr and resized under max_prop, and reports both', async () => {
    const turns = reportOf(await tfsched('run uneven.yaml -p rr -q 100ms --json'));
    expect(turns.summary.preemptions).toBeGreaterThan(0);
    expect(turns.segments.filter(({ kind, cores }) => kind === 'pause' && cores === 0)).not.toEqual([]);
    const shares = reportOf(await tfsched('run uneven.yaml -r max_prop --json'));
    expect(shares.summary.resizes).toBeGreaterThan(0);
  });

  it('says that its cores were emulated', async () => {
    const { stdout } = await tfsched('report out-c-8-emulate-r-max_prop');
    expect(stdout).toMatch(/^spins: fcfs, max_prop, 8 cores, emulated cores\n/);
  });

  it('uses the cores that are named', async () => {
    const one = SPINS.replace('cores: 2\n', '').replace('cores: 2,', '');
    const run = await tfsched('run - --cpus 1 --csv --out named', { stdin: one });
    expect(run.stdout.split('\r\n')).toHaveLength(5);
    expect(reportOf(await tfsched('report named --json')).run.core_ids).toEqual([1]);
    expect(run.stderr).toMatch(/start a on core 1 \(1\)/);
    await checkLog(join(folder, 'named'));
  });
});

describe('a job that is held to nothing', () => {
  it('starts though there is no limit to be set at its dispatch', async () => {
    file('free.yaml', `jobs:\n  - { id: free, cores: 1, image: '${BASE}', command: [sh, -c, 'exit 0'] }\n`);
    const { code, stdout, stderr } = await tfsched('run free.yaml -p none --json');
    expect(code).toBe(0);
    expect(stderr).not.toContain('refused');
    expect(reportOf({ stdout } as Finished).jobs[0]).toMatchObject({ state: 'done', attempts: 1 });
  });
});

describe('jobs that fail', () => {
  const mixed = `
name: mixed
cores: 2
defaults: { cores: 1 }
jobs:
  - { id: bad, image: '${BASE}', command: [python3, -c, 'import sys; print("no"); sys.exit(3)'] }
  - { id: late, model: spin, steps: 1000000, timeout: 1s }
  - { id: again, image: '${BASE}', retries: 1, command: [sh, -c, 'test -e /out/seen || { touch /out/seen; exit 9; }; echo seen'] }
  - { id: writer, image: '${BASE}', env: { GREETING: good morning }, command: [sh, -c, 'echo "$GREETING" | tee /out/greeting'] }
  - { id: grower, model: spin, steps: 60, updates: [{ at: 10ms, cores: 2 }] }
`;

  it('are told with their reasons, the others go on, and the exit code is 1', async () => {
    const { code, stdout } = await tfsched('run - -r max_prop --json --out mixed', { stdin: mixed });
    const report = JSON.parse(stdout) as RunReport;
    const told = report.jobs.map(({ id, state, exit_code, reason, attempts }) => [
      id,
      state,
      exit_code,
      reason,
      attempts,
    ]);
    expect(told).toEqual([
      ['bad', 'failed', 3, null, 1],
      ['late', 'failed', 137, 'timeout', 1],
      ['again', 'done', 0, null, 2],
      ['writer', 'done', 0, null, 1],
      ['grower', 'done', 0, null, 1],
    ]);
    expect(code).toBe(1);
    await checkLog(join(folder, 'mixed'));
    expect((await tfsched('report mixed')).stdout).toMatch(
      /\nbad failed: exit code 3\nlate failed: timeout, exit code 137\n/,
    );
  });

  it('leave what they wrote, and keep what was in /out', () => {
    expect(read('mixed/jobs/bad/attempt-1.log')).toBe('no\n');
    expect(read('mixed/jobs/writer/out/greeting')).toBe('good morning\n');
    expect(read('mixed/jobs/writer/attempt-1.log')).toBe('good morning\n');
    expect(read('mixed/jobs/again/attempt-2.log')).toBe('seen\n');
  });

  it('end the run with --fail-fast', async () => {
    const { code, stdout } = await tfsched('run - --fail-fast --json --quiet --out fast', { stdin: mixed });
    const report = JSON.parse(stdout) as RunReport;
    expect(report.run.interrupted).toBe('fail-fast: bad failed');
    expect(report.summary).toMatchObject({ failed: 1, jobs: 5 });
    expect(report.summary.cancelled).toBeGreaterThan(0);
    expect(code).toBe(1);
    await checkLog(join(folder, 'fast'));
    expect(await containersOf(report.run.id)).toEqual([]);
  });

  it('are cancelled by --time-limit', async () => {
    const stdin = '{"cores":1,"jobs":[{"id":"a","model":"spin","cores":1,"steps":1000000}]}';
    const { code, stdout } = await tfsched('run - --time-limit 300ms --json --quiet --out limit', { stdin });
    const report = JSON.parse(stdout) as RunReport;
    expect(report.jobs[0]).toMatchObject({ state: 'cancelled', reason: 'time limit' });
    expect(report.run.interrupted).toBe('time limit');
    expect(code).toBe(1);
    await checkLog(join(folder, 'limit'));
  });
});

describe('a log that cannot be written to its end', () => {
  it('ends the run: what is known is printed, nothing is left, exit code 4', async () => {
    // So many KiB and no more may any file have; the streams are pipes.
    const line = 'ulimit -f 2; tfsched run - -p rr -q 10ms --json --out full';
    const { code, stdout, stderr } = await bash(line, { stdin: ENDLESS });
    expect(stderr).toMatch(/^error: cannot write the log \S+\/full\/events\.jsonl: EFBIG/m);
    expect(stderr).not.toMatch(/has a bug/);
    const report = JSON.parse(stdout) as RunReport;
    expect(report.jobs.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(await containersOf(report.run.id)).toEqual([]);
    expect(code).toBe(4);
  });
});

describe('a policy from a file that breaks in the middle', () => {
  it('is told with its name, and nothing is left, exit code 2', async () => {
    file(
      'breaks.mjs',
      `let asked = 0;
       export default { name: 'breaks', create: () => ({ name: 'breaks', quantum: 0.1, compare(a, b) {
         if (++asked > 8) throw new Error('no more');
         return a.queueRank - b.queueRank;
       } }) };`,
    );
    const result = await tfsched('run - -p ./breaks.mjs --quiet --out broken', { stdin: ENDLESS });
    expect({ ...result, stderr: withoutNeighbours(result.stderr) }).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr: 'error: breaks: no more\n',
    });
    const { run } = JSON.parse((await tfsched('report broken --json')).stdout) as RunReport;
    expect(run.interrupted).toBe('the log has no end');
    expect(await containersOf(run.id)).toEqual([]);
  });
});
