import { describe, expect, it } from '@jest/globals';
import { RuleError } from '../../src/core/errors.js';
import { guardPolicy } from '../../src/driver/guard.js';
import { simulate, type Simulation } from '../../src/driver/simulate.js';
import { NO_OVERHEADS } from '../../src/executors/sim/sim-executor.js';
import { linear } from '../../src/executors/sim/speedup.js';
import type { LogRecord } from '../../src/log/records.js';
import { fcfs } from '../../src/policies/fcfs.js';
import { none } from '../../src/policies/none.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { rr } from '../../src/policies/rr.js';
import { strict } from '../../src/realloc/strict.js';
import { jobSpec } from '../support/job-spec.js';

/** Two jobs of 10 s on one core under FCFS and STRICT, but for what `more` says; the records of the run. */
async function records(more: Partial<Simulation> = {}): Promise<readonly LogRecord[]> {
  const log: LogRecord[] = [];
  await simulate({
    workload: { file: 'w.yaml', jobs: [jobSpec(), jobSpec({ id: 'b', position: 1, arrival: 2 })] },
    capacity: 1,
    rules: { policy: fcfs, realloc: strict, options: DEFAULT_POLICY_OPTIONS },
    speedup: { name: 'linear', of: linear },
    overheads: NO_OVERHEADS,
    durationOf: () => 10,
    recorder: { append: (record) => log.push(record) },
    version: '1.2.3',
    ...more,
  });
  return log;
}

function endsOf(log: readonly LogRecord[]): string[] {
  return log
    .filter((record) => record.kind === 'ended')
    .map(({ job, at, state }) => `${job} ${state} at ${at}`);
}

describe('simulate', () => {
  it('begins the log with the run and its jobs, and ends it with the end', async () => {
    const log = await records({ overheads: { ...NO_OVERHEADS, startup: 3 } });
    expect(log[0]).toEqual({
      kind: 'run',
      version: 1,
      tfsched: '1.2.3',
      run: 'simulation',
      command: 'simulate',
      workload: { file: 'w.yaml' },
      config: {
        policy: 'fcfs',
        realloc: 'strict',
        options: {},
        cores: 1,
        executor: 'sim',
        speedup: 'linear',
        overheads: { start: 0, pause: 0, resume: 0, resize: 0, startup: 3 },
      },
      ids: [0],
    });
    expect(log.slice(1, 3)).toMatchObject([
      { kind: 'job', job: 'a', dedicated: 13 },
      { kind: 'job', job: 'b', dedicated: 13 },
    ]);
    expect(endsOf(log)).toEqual(['a done at 13', 'b done at 26']);
    expect(log.at(-1)).toEqual({ kind: 'end', at: 26 });
  });

  it('names the workload where it has a name', async () => {
    const [header] = await records({ workload: { file: 'w.yaml', name: 'morning mix', jobs: [jobSpec()] } });
    expect(header).toMatchObject({ workload: { file: 'w.yaml', name: 'morning mix' } });
  });

  it('tells how many steps a job has that was asked for by steps', async () => {
    const jobs = [jobSpec({ work: { kind: 'steps', steps: 400 } })];
    expect((await records({ workload: { file: 'w.yaml', jobs } }))[1]).toMatchObject({ steps: 400 });
  });

  it('takes a start-up of its own for each job', async () => {
    const log = await records({ startupOf: ({ id }) => (id === 'a' ? 1 : 5) });
    expect(endsOf(log)).toEqual(['a done at 11', 'b done at 26']);
  });

  it('follows the users’ updates', async () => {
    const jobs = [jobSpec({ cores: 2, updates: [{ at: 5, cores: 1 }] })];
    const log = await records({ workload: { file: 'w.yaml', jobs }, capacity: 2 });
    expect(endsOf(log)).toEqual(['a done at 15']);
  });

  it('runs under other rules', async () => {
    const options = { ...DEFAULT_POLICY_OPTIONS, quantum: 4 };
    const turns = await records({ rules: { policy: rr, realloc: strict, options } });
    expect(endsOf(turns)).toEqual(['a done at 18', 'b done at 20']);
    const baseline = await records({ rules: { policy: none, realloc: undefined, options } });
    expect(endsOf(baseline)).toEqual(['a done at 18', 'b done at 20']);
    expect(baseline[0]).toMatchObject({ config: { policy: 'none', realloc: null } });
  });

  it('checks what rules of the user’s own do', async () => {
    const policy = guardPolicy({
      name: 'mine',
      summary: '',
      options: [],
      create: () => ({ name: 'mine', compare: () => 0 }),
    });
    const jobs = [0, 1, 2].map((position) => jobSpec({ id: `j${position}`, position }));
    const run = records({
      workload: { file: 'w.yaml', jobs },
      rules: { policy, realloc: strict, options: DEFAULT_POLICY_OPTIONS },
    });
    await expect(run).rejects.toThrow(RuleError);
  });
});
