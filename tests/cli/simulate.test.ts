import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { RunReport } from '../../src/metrics/report.js';
import { sandbox } from './support/tfsched.js';
import { manyJobs, SMALL, TIMED_OUT } from './support/workloads.js';

const { file, tfsched, read, bash } = sandbox();
file('w.yaml', SMALL);
file('late.yaml', TIMED_OUT);
file('many.jsonl', manyJobs(5000));

let validate: ValidateFunction;
beforeAll(async () => {
  validate = new Ajv2020({ strict: false }).compile(
    JSON.parse((await tfsched('schema report')).stdout) as object,
  );
});

/** Every combination of the design, and the baseline. */
const RULES = [
  ...[
    '-p fcfs',
    '-p prio',
    '-p prio --preemptive',
    '-p priority --preemptive --aging 0.5',
    '-p rr --quantum 1',
  ].flatMap((policy) => ['strict', 'max_prop', 'always_attend'].map((mode) => `${policy} -r ${mode}`)),
  '-p none',
];

describe('simulate', () => {
  it('prints tables on stdout and nothing on stderr', async () => {
    const { code, stdout, stderr } = await tfsched('simulate w.yaml');
    expect(stdout).toMatchInlineSnapshot(`
      "small: fcfs, strict, 2 cores, simulated, speed-up linear

      job  model  cores  priority  arrival  first run  waiting  service  turnaround  slowdown  state
                                         s          s        s        s           s
      ──────────────────────────────────────────────────────────────────────────────────────────────
      a    spin       1         0     0.00       0.00     0.00     2.00        2.00      1.00  done
      b    spin       2         0     0.00       2.00     2.00     3.00        5.00      1.67  done
      c    spin       1         3     1.00       4.00     4.00     1.00        5.00      5.00  done

                        mean  median   max
      ───────────────────────────────────────
      waiting           2.00    2.00  4.00  s
      service           2.00    2.00  3.00  s
      turnaround        4.00    5.00  5.00  s
      first run         2.00    2.00  4.00  s
      slowdown          2.56    1.67  5.00
      bounded slowdown  1.00    1.00  1.00

      finished                3 of 3      idle while queued  1.00 core-s
      makespan                6.00 s      fairness (Jain)          0.771
      throughput         1800 jobs/h      preemptions                  0
      utilization             75.0 %      resizes                      0
      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(RULES)('%s gives one JSON value that keeps to the published schema', async (rules) => {
    const { code, stdout, stderr } = await tfsched(`simulate w.yaml ${rules} --json`);
    const report = JSON.parse(stdout) as RunReport;
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    expect(report.jobs.map(({ id, state }) => `${id} ${state}`)).toEqual(['a done', 'b done', 'c done']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('has the rules in the report', async () => {
    const { stdout } = await tfsched(
      'simulate w.yaml -p rr -q 1500ms -r max_prop --overheads start=1,startup=2.5s --json',
    );
    expect((JSON.parse(stdout) as RunReport).config).toEqual({
      policy: 'rr',
      realloc: 'max_prop',
      cores: 2,
      executor: 'sim',
      options: { quantum: 1.5 },
      speedup: 'linear',
      overheads: { start: 1, pause: 0, resume: 0, resize: 0, startup: 2.5 },
    });
  });

  it('takes the words of a flag in other spellings', async () => {
    const one = await tfsched('simulate w.yaml --policy=prio --realloc=always_attend --csv');
    const other = await tfsched('simulate --csv -r always-attend -p priority w.yaml');
    expect(other).toEqual(one);
    expect(one.code).toBe(0);
  });

  it('gives a line of CSV for every job', async () => {
    const { stdout } = await tfsched('simulate w.yaml --csv');
    const lines = stdout.split('\r\n');
    expect(lines[0]).toMatch(/^id,model,user,arrival,cores,/);
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['a', 'b', 'c', '']);
  });

  it('ends with 1 when a job fails, and says which', async () => {
    const { code, stdout } = await tfsched('simulate late.yaml');
    expect(stdout).toMatch(/\nslow failed: timeout, exit code 137\n/);
    expect(code).toBe(1);
  });

  it('gives the same bytes again', async () => {
    const runs = [
      await tfsched('simulate many.jsonl -c 8 --json'),
      await tfsched('simulate many.jsonl -c 8 --json'),
    ];
    expect(runs[0]).toEqual(runs[1]);
    expect((JSON.parse(runs[0]?.stdout ?? '') as RunReport).jobs).toHaveLength(5000);
  });
});

describe('simulate --out', () => {
  it.each(['', '--width 60', '--json', '--csv', '-f markdown', '-f gantt'])(
    'writes a log of which report %s prints the same bytes',
    async (format) => {
      const folder = `out-${format.replaceAll(/\W/g, '')}`;
      const run = await tfsched(`simulate late.yaml -p rr -q 1 --out ${folder} ${format}`);
      const report = await tfsched(`report ${folder} ${format}`);
      expect(run.code).toBe(1);
      expect(report).toEqual({ ...run, code: 0 });
    },
  );

  it('says nothing of this machine or this day: equal simulations give equal logs', async () => {
    await tfsched('simulate w.yaml --out one');
    await tfsched('simulate w.yaml --out two');
    expect(read('one/events.jsonl')).toBe(read('two/events.jsonl'));
  });

  it('does not write over the log of another run', async () => {
    await tfsched('simulate w.yaml --out taken');
    const before = read('taken/events.jsonl');
    const again = await tfsched('simulate w.yaml -p rr --out taken');
    expect(again).toMatchObject({ code: 4, stdout: '' });
    expect(again.stderr).toMatch(
      /^error: .*there is the log of another run; choose another folder with --out/,
    );
    expect(read('taken/events.jsonl')).toBe(before);
  });

  it('is told when the folder cannot be made', async () => {
    const result = await tfsched('simulate w.yaml --out w.yaml/x');
    expect(result).toMatchObject({ code: 4, stdout: '' });
    expect(result.stderr).toMatch(/^error: cannot make the folder of the run: /);
  });

  it('is told when the log cannot be written to its end', async () => {
    const result = await bash('ulimit -f 8; tfsched simulate many.jsonl -c 8 --out cut');
    expect(result).toMatchObject({ code: 4, stdout: '' });
    expect(result.stderr).toMatch(/^error: cannot write the log cut\/events\.jsonl: \S/);
    expect(result.stderr).not.toMatch(/has a bug/);
  });
});
