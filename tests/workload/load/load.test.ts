import { describe, expect, it } from '@jest/globals';
import type { LoadOptions } from '../../../src/workload/load-result.js';
import { isJsonLines, loadWorkload } from '../../../src/workload/load/load.js';
import { formatProblem } from '../../../src/workload/problem.js';
import type { JobSpec, Workload } from '../../../src/workload/workload.js';
import { faultsOf } from '../faults-of.js';

describe('a job with every key', () => {
  it('of a built-in model', () => {
    const workload = load(`
name: morning mix
cores: 4
jobs:
  - id: r1
    arrival: 1m
    duration: 20s
    cores: 2
    model: resnet20
    batch: 16
    seed: 7
    inter_op: 1
    intra_op: 2
    priority: -5
    min_cores: 1
    max_cores: 4
    memory: 1g
    retries: 2
    timeout: 10m
    env: { KEY: value }
    user: ana
    estimate: 30s
    updates: [{ at: 12s, cores: 1 }]
`);
    expect(workload).toEqual({
      name: 'morning mix',
      cores: 4,
      file: 'workload.yaml',
      jobs: [
        {
          id: 'r1',
          position: 0,
          arrival: 60,
          work: { kind: 'duration', seconds: 20 },
          cores: 2,
          minCores: 1,
          maxCores: 4,
          program: { kind: 'model', model: 'resnet20', batch: 16, seed: 7 },
          interOp: 1,
          intraOp: 2,
          priority: -5,
          memory: 1024 ** 3,
          retries: 2,
          timeout: 600,
          env: { KEY: 'value' },
          user: 'ana',
          estimate: 30,
          updates: [{ at: 12, cores: 1 }],
        },
      ],
    });
  });

  it('of an image', () => {
    const job = loadJob(`
    image: registry.example/team/app:1.0
    command: [python, train.py, --rate, 1.10, --fast, true]
    progress: true
    steps: 400
    cores: 1
    network: true
    writable: true
    run_as: 1000:1000
    mounts:
      - { host: data, container: /data }
      - { host: /var/results, container: /results, readonly: false }
`);
    expect(job.work).toEqual({ kind: 'steps', steps: 400 });
    expect(job.program).toEqual({
      kind: 'image',
      image: 'registry.example/team/app:1.0',
      command: ['python', 'train.py', '--rate', '1.10', '--fast', 'true'],
      progress: true,
      network: true,
      writable: true,
      runAs: '1000:1000',
      mounts: [
        { host: 'data', container: '/data', readonly: true },
        { host: '/var/results', container: '/results', readonly: false },
      ],
    });
    expect(job.memory).toBeUndefined();
  });
});

describe('defaults of design 3', () => {
  it('of a model', () => {
    expect(loadJob('{ duration: 5, cores: 3, model: lstm }')).toEqual({
      id: 'job-1',
      position: 0,
      arrival: 0,
      work: { kind: 'duration', seconds: 5 },
      cores: 3,
      minCores: 1,
      maxCores: undefined,
      program: { kind: 'model', model: 'lstm', batch: 32 },
      intraOp: 3,
      priority: 0,
      memory: 1024 ** 3,
      retries: 0,
      env: {},
      updates: [],
    });
  });

  it('of an image: its own command, nothing granted, and no work known', () => {
    const { work, program } = loadJob('{ image: app, cores: 1 }');
    expect(work).toEqual({ kind: 'unknown' });
    expect(program).toEqual({
      kind: 'image',
      image: 'app',
      command: [],
      progress: false,
      network: false,
      writable: false,
      mounts: [],
    });
  });

  it('cores follow from the threads', () => {
    const job = loadJob('{ duration: 5, model: lstm, inter_op: 2, intra_op: 3 }');
    expect([job.cores, job.interOp, job.intraOp]).toEqual([4, 2, 3]);
  });

  it('ids follow from the position, counted from 1', () => {
    const job = '{ duration: 5, cores: 1, model: spin }';
    const { jobs } = load(
      `jobs:\n  - ${job}\n  - { id: x, duration: 5, cores: 1, model: spin }\n  - ${job}\n`,
    );
    expect(jobs.map(({ id }) => id)).toEqual(['job-1', 'x', 'job-3']);
  });

  it('updates are put in order of time', () => {
    const { updates } = loadJob(
      '{ duration: 5, cores: 1, model: spin, updates: [{ at: 9, cores: 2 }, { at: 1s, cores: 3 }] }',
    );
    expect(updates).toEqual([
      { at: 1, cores: 3 },
      { at: 9, cores: 2 },
    ]);
  });
});

describe('texts for a program', () => {
  it('numbers, true and false in env and command are what the file says', () => {
    const { env } = loadJob(
      '{ duration: 5, cores: 1, model: spin, env: { A: 1.10, B: 0x1F, C: True, D: "1", E: "" } }',
    );
    expect(env).toEqual({ A: '1.10', B: '0x1F', C: 'True', D: '1', E: '' });
  });

  it('a command as one text is split as a shell does', () => {
    expect(loadJob(`{ image: app, cores: 1, command: sh -c 'echo $A' }`).program).toMatchObject({
      command: ['sh', '-c', 'echo $A'],
    });
  });

  it('names of Object.prototype are names like others', () => {
    const { env } = loadJob('{ duration: 5, cores: 1, model: spin, env: { constructor: a, toString: b } }');
    expect(Object.entries(env)).toEqual([
      ['constructor', 'a'],
      ['toString', 'b'],
    ]);
  });
});

describe('formats', () => {
  it('takes JSON, which is YAML', () => {
    const text = JSON.stringify(
      { $schema: 'x', jobs: [{ duration: '5s', cores: 1, model: 'spin' }] },
      null,
      '\t',
    );
    expect(load(text).jobs[0]?.work).toEqual({ kind: 'duration', seconds: 5 });
  });

  it('takes aliases of values, with places where the value stands', () => {
    const text =
      'jobs:\n  - &first { id: a, duration: 5, cores: 1, model: spin, env: &e { A: x } }\n  - { id: b, duration: 5, cores: 1, model: spin, env: *e }\n';
    expect(load(text).jobs.map(({ env }) => env)).toEqual([{ A: 'x' }, { A: 'x' }]);
    expect(faultsOf(text.replace('A: x', 'A: [x]'))).toEqual(['2:70: env.A is a list, expected a text']);
  });

  it.each(['a.jsonl', 'b.NDJSON', 'dir/x.jsonl'])('%s holds JSON lines', (file) => {
    expect(isJsonLines(file)).toBe(true);
  });

  it.each(['a.json', 'a.yaml', 'jsonl', 'a.jsonl.yaml'])('%s does not', (file) => {
    expect(isJsonLines(file)).toBe(false);
  });
});

describe('capacity', () => {
  const text = 'cores: 2\njobs: [{ duration: 5, cores: 3, model: spin }]';

  it('of the options wins over that of the file', () => {
    expect(faultsOf(text, { capacity: 3 })).toEqual([]);
    expect(faultsOf(text.replace('cores: 2', 'cores: 9'), { capacity: 2 })).toEqual([
      '2:30: a request of 3 cores is above the capacity of 2, expected at most 2, or give the run more cores',
    ]);
  });

  it('of the file is kept in the workload, as given', () => {
    expect(load(text, { capacity: 8 }).cores).toBe(2);
  });
});

describe('for the simulator', () => {
  it('an image that is only run needs a duration', () => {
    const text = 'jobs:\n  - { image: app, cores: 1 }';
    expect(faultsOf(text)).toEqual([]);
    expect(faultsOf(text, { forSimulation: 'duration' })).toEqual([
      '2:5: the simulator needs the duration of this job, add one, such as duration: 20s',
    ]);
  });

  it('steps have no length', () => {
    const text = 'jobs:\n  - { steps: 5, cores: 1, model: spin }';
    expect(faultsOf(text)).toEqual([]);
    expect(faultsOf(text, { forSimulation: 'duration' })).toEqual([
      '2:14: the simulator does not know how long steps take, give the duration instead, or --speedup profile',
    ]);
    expect(faultsOf(text, { forSimulation: 'duration_or_steps' })).toEqual([]);
  });
});

describe('size', () => {
  it('a file over 16 MiB is refused unread', () => {
    const text = `jobs: [{ duration: 5, cores: 1, model: spin }]\n#${'x'.repeat(16 * 1024 * 1024)}`;
    expect(faultsOf(text)).toEqual([
      '1:1: the file is over 16 MiB, write it as JSON lines (.jsonl), one job a line',
    ]);
  });

  it('16 MiB are bytes, not characters', () => {
    expect(faultsOf(`#${'€'.repeat(6 * 1024 * 1024)}`)[0]).toMatch(/over 16 MiB/);
  });
});

function load(text: string, options: LoadOptions = {}): Workload {
  const result = loadWorkload('workload.yaml', text, options);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.workload;
}

/** The only job of a file; its keys as a flow mapping, or as lines indented by four. */
function loadJob(keys: string): JobSpec {
  const [job] = load(`jobs:\n  - ${keys.trimStart()}`).jobs;
  if (job === undefined) throw new Error('no job');
  return job;
}
