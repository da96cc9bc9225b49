import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunReport } from '../../../src/metrics/report.js';
import { sandbox } from '../../cli/support/tfsched.js';
import { checkLog } from '../support/check-log.js';
import { containersOf, untilContainers } from './support/daemon.js';
import { ENDLESS, shortJobs } from './support/workloads.js';

const { folder, file, tfsched, start } = sandbox('real daemon');
beforeAll(() => void file('endless.yaml', ENDLESS));

describe('a signal in the middle of a run', () => {
  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s ends it in good order: the partial report, nothing left, exit code %d',
    async (signal, expected) => {
      const run = start(`run endless.yaml --json --out ${signal}`);
      await run.told('start runs on core 0');
      run.kill(signal);
      const { code, stdout, stderr } = await run.finished;
      expect(code).toBe(expected);
      expect(stderr).toContain(`${signal}: stopping the containers; once more stops at once\n`);
      const report = JSON.parse(stdout) as RunReport;
      expect(report.run.interrupted).toBe(signal);
      expect(report.jobs.map(({ id, state, attempts }) => [id, state, attempts])).toEqual([
        ['runs', 'cancelled', 1],
        ['waits', 'cancelled', 0],
        ['comes', 'cancelled', 0],
      ]);
      expect(await containersOf(report.run.id)).toEqual([]);
      await checkLog(join(folder, signal));
      expect((await tfsched(`report ${signal} --json`)).stdout).toBe(stdout);
    },
  );

  it('also of a run whose container is paused', async () => {
    const run = start('run - -p rr -q 100ms --json --out paused', { stdin: ENDLESS });
    await run.told(/pause runs: its turn ended/);
    await run.told(/start waits/);
    run.kill('SIGINT');
    const { code, stdout } = await run.finished;
    expect(code).toBe(130);
    expect(await containersOf((JSON.parse(stdout) as RunReport).run.id)).toEqual([]);
    await checkLog(join(folder, 'paused'));
  });

  it('or an exception that nobody catches: the bug is told, and nothing left', async () => {
    file(
      'late.mjs',
      `export default { name: 'late', create: () => {
         setTimeout(() => { throw new Error('too late') }, 500);
         return { compare: (a, b) => a.arrivalRank - b.arrivalRank };
       } };`,
    );
    const { code, stdout, stderr } = await tfsched('run endless.yaml --json -p ./late.mjs --out late');
    expect(stderr).toContain('tfsched has a bug: Error: too late\n');
    expect(code).toBe(70);
    expect(await containersOf((JSON.parse(stdout) as RunReport).run.id)).toEqual([]);
  });

  it('twice waits for no job', async () => {
    const run = start('run endless.yaml --json --out twice');
    await run.told('start runs on core 0');
    run.kill('SIGINT');
    run.kill('SIGTERM');
    const { code, stdout, stderr } = await run.finished;
    // The kernel may deliver two signals that are pending at once in any order.
    expect([130, 143]).toContain(code);
    expect(stderr).toMatch(/: removing the containers; once more leaves them behind\n/);
    const report = JSON.parse(stdout) as RunReport;
    expect(report.jobs).toHaveLength(3);
    expect(await containersOf(report.run.id)).toEqual([]);
  });

  it('counts more than a job that failed', async () => {
    const stdin = ENDLESS.replace(
      '{ id: comes, steps: 1, arrival: 1000h }',
      '{ id: fails, steps: 1000000, timeout: 1ms, priority: 1 }',
    );
    const run = start('run - -p prio --out failed', { stdin });
    await run.told('failed fails: timeout');
    run.kill('SIGTERM');
    expect((await run.finished).code).toBe(143);
  });
});

describe('a signal before the run has begun', () => {
  it('ends the arming', async () => {
    const run = start('run - --out arming', { stdin: shortJobs(60, 'early') });
    await untilContainers(/-early\d+-1$/, 3, run);
    run.kill('SIGINT');
    const { code, stdout, stderr } = await run.finished;
    expect(stderr).toBe('SIGINT: stopping the containers; once more stops at once\nnothing was started\n');
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(existsSync(join(folder, 'arming'))).toBe(false);
    expect((await containersOf('')).filter((name) => /-early\d+-1$/.test(name))).toEqual([]);
  });

  it('ends the measuring of a speed that is not known', async () => {
    const run = start('run -', { stdin: ENDLESS.replaceAll(/steps: 1000000/g, 'duration: 1000s') });
    await run.told('measuring 1 of 2');
    run.kill('SIGTERM');
    const { code, stdout, stderr } = await run.finished;
    expect(stderr).toMatch(/\nnothing was started\n$/);
    expect({ code, stdout }).toEqual({ code: 143, stdout: '' });
    expect(readdirSync(join(folder, 'state/tfsched/runs'))).toEqual([]);
    expect((await containersOf('')).filter((name) => /-(runs|waits|comes)-1$/.test(name))).toEqual([]);
  });
});
