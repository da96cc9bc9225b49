import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Comparison } from '../../src/compare/comparison.js';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { folder, file, read, tfsched, bash, start } = sandbox();

beforeAll(() => {
  file('w.yaml', SMALL);
  file('g.yaml', 'generate:\n  jobs: 40\n  cores: 4\n  load: 0.9\n  users: 2\n');
});

async function compared(flags: string): Promise<Comparison> {
  const { stdout, stderr, code } = await tfsched(`compare ${flags} --json --quiet`);
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return JSON.parse(stdout) as Comparison;
}

const labels = ({ groups }: Comparison) => groups[0]!.cells.map(({ label }) => label);

describe('compare', () => {
  it('runs all combinations of three policies and three modes, on every workload', async () => {
    const result = await compared('g.yaml w.yaml --seeds 3');
    expect(labels(result)).toHaveLength(9);
    expect(result.groups[0]!.instances).toEqual([
      'w.yaml',
      'g.yaml seed 1',
      'g.yaml seed 2',
      'g.yaml seed 3',
    ]);
    expect(result.groups[0]!.cells.every(({ runs, unfinished }) => runs === 4 && unfinished === 0)).toBe(
      true,
    );
  });

  it('gives what simulate gives', async () => {
    const one = await compared('w.yaml -p rr -r max_prop -q 1 --metric waiting,makespan');
    const { stdout } = await tfsched('simulate w.yaml -p rr -r max_prop -q 1 --json');
    const { summary } = JSON.parse(stdout) as { summary: { makespan: number; waiting: { mean: number } } };
    const { metrics } = one.groups[0]!.cells[0]!;
    expect(metrics.makespan!.mean).toBe(summary.makespan);
    expect(metrics.waiting!.mean).toBeCloseTo(summary.waiting.mean, 6);
  });

  it('prints JSON by its schema', async () => {
    const validate = new Ajv2020({ strict: false }).compile(
      JSON.parse((await tfsched('schema comparison')).stdout) as object,
    );
    validate(await compared('g.yaml --seeds 2 --by user --load 0.5,0.9 --baseline none'));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('has a list of values as cells, and a list of the generator as groups', async () => {
    const swept = await compared('g.yaml --seeds 2 -p rr -r strict -q 1,2 --load 0.5,0.9');
    expect(labels(swept)).toEqual(['rr quantum=1, strict', 'rr quantum=2, strict']);
    expect(swept.groups.map(({ name, at }) => [name, at])).toEqual([
      ['load 0.5', { load: 0.5 }],
      ['load 0.9', { load: 0.9 }],
    ]);
  });

  it('adds the baseline where it is no cell, and gives ratios to it', async () => {
    const result = await compared('w.yaml -p fcfs -r strict --baseline none --metric makespan');
    expect(labels(result)).toEqual(['fcfs, strict', 'none']);
    expect(result.groups[0]!.cells[1]!.metrics.makespan!.to_baseline).toBe(1);
  });

  it.each(['table', 'markdown', 'csv'])('prints a %s with a line for each cell', async (format) => {
    const { stdout, code } = await tfsched(
      `compare g.yaml --seeds 3 --format ${format} --sort turnaround --by user`,
    );
    for (const policy of ['fcfs', 'prio', 'rr'])
      expect(stdout).toMatch(new RegExp(`^[|,"]*\\s?${policy}, `, 'm'));
    expect(code).toBe(0);
  });

  it('fits its table into the width', async () => {
    const { stdout } = await tfsched('compare g.yaml --seeds 3 --width 70');
    expect(stdout.split('\n').filter((line) => line.length > 70 && !line.startsWith('*'))).toEqual([]);
  });

  it('writes a page and pictures, and says where', async () => {
    const { stderr, code } = await tfsched(
      'compare g.yaml --seeds 2 -p rr -r strict -q 1,2,5 --metric waiting --html page.html --pictures drawn --quiet',
    );
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(read('page.html')).toMatch(/^<!doctype html>[^]*<svg[^]*<\/html>\n$/);
    expect(readdirSync(join(folder, 'drawn')).sort()).toEqual(['compare-waiting.png', 'compare-waiting.svg']);
  });

  it('keeps what was run: only a changed cell is run again', async () => {
    await tfsched('compare g.yaml --seeds 2 -p fcfs,rr -r strict --out study');
    const { stderr } = await tfsched('compare g.yaml --seeds 2 -p fcfs,rr,prio -r strict --out study');
    expect(stderr).toContain('4 of 6 runs are known from before');
    const second = await tfsched('compare g.yaml --seeds 2 -p fcfs,rr -r strict -q 1 --out study');
    expect(second.stderr).toContain('2 of 4 runs are known from before');
    expect(readdirSync(join(folder, 'study')).sort()).toEqual([
      'comparison.csv',
      'comparison.json',
      'comparison.md',
      'params.yaml',
      'results',
    ]);
  });

  it('can be run again from the parameters that it kept; flags win', async () => {
    const first = await tfsched(
      'compare g.yaml --seeds 2 -p rr -r strict,equi -q 1,2 --metric waiting --preemptive --out again',
    );
    const { stdout, stderr } = await tfsched('compare --params again/params.yaml --out again');
    expect(stdout).toBe(first.stdout);
    expect(stderr).toContain('8 of 8 runs are known from before');
    const other = await tfsched('compare --params again/params.yaml --metric makespan --json --quiet');
    expect((JSON.parse(other.stdout) as Comparison).metrics.map(({ name }) => name)).toEqual(['makespan']);
  });

  it('goes on where it was interrupted', async () => {
    file('long.yaml', 'generate:\n  jobs: 20000\n  cores: 16\n');
    const run = start('compare long.yaml --seeds 12 -p fcfs -r strict --out long');
    await run.told(/ of 12 runs/);
    run.kill('SIGINT');
    const { code, stderr } = await run.finished;
    expect({ code, stderr }).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('the same command goes on'),
    });
    const rest = await tfsched('compare long.yaml --seeds 12 -p fcfs -r strict --out long --metric makespan');
    expect(rest.stderr).toMatch(/^\d+ of 12 runs are known from before/);
    expect(rest.code).toBe(0);
  });

  it('ends with 4 where a metric became worse, and says which', async () => {
    await bash('tfsched compare g.yaml --seeds 1 -p rr -r strict -q 1 --json --quiet > old.json');
    const same = await tfsched('compare g.yaml --seeds 1 -p rr -r strict -q 1 --against old.json');
    expect(same).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('nothing is worse by more than 5 %'),
    });
    const { code, stderr } = await tfsched(
      'compare g.yaml --seeds 1 -p rr -r strict -q 60 --against old.json --tolerance 1%',
    );
    expect(stderr).toMatch(/^worse: rr, strict: \w+ \S+ -> \S+ \(\d+\.\d %\)$/m);
    expect(code).toBe(4);
  });

  it('says what is left out, and what has no effect', async () => {
    const { stderr } = await tfsched('compare w.yaml -p easy,fcfs -r strict,equi -q 3 --repeats 2');
    expect(stderr).toContain('note: left out: easy with equi: easy is defined for strict');
    expect(stderr).toContain('note: --quantum has no effect on these policies');
    expect(stderr).toContain('note: virtual time has no noise');
  });

  it.each([
    ['', 'compare what? Name workload files or generator specs'],
    ['nowhere.yaml', 'nowhere.yaml:1:1: there is no such file'],
    ['w.yaml -p foo', 'there is no policy "foo"'],
    ['w.yaml -p fcfs,', 'Give names with commas between'],
    ['w.yaml --metric foo', 'There is no metric "foo"'],
    ['w.yaml --sort jain --metric makespan', '--sort: jain is not compared (makespan)'],
    ['w.yaml --load 0.5,0.9', '--load needs a generator spec'],
    ['w.yaml -p easy -r equi', 'no combination of these policies and modes is defined'],
    ['w.yaml --baseline foo', 'there is no cell "foo" (there are "fcfs, strict"'],
    ['w.yaml --against w.yaml', 'w.yaml is not what `tfsched compare --json` prints'],
    ['w.yaml --simulate --docker', "option '--simulate' cannot be used with option '--docker'"],
    ['--params w.yaml', 'w.yaml: defaults is no value of a flag of compare'],
    ['--params nowhere.yaml', 'nowhere.yaml cannot be read'],
  ])('refuses %s', async (line, message) => {
    const result = await tfsched(`compare ${line}`);
    expectRefusal(result, 2, '');
    expect(result.stderr).toContain(message);
  });
});
