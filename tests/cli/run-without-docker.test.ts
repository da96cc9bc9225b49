import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { folder, file, tfsched } = sandbox();
file('w.yaml', SMALL);
file(
  'granted.yaml',
  `
cores: 1
defaults: { cores: 1, image: 'busybox:1', command: [true] }
jobs:
  - { id: online, network: true }
  - { id: rooted, writable: true, network: true }
  - { id: quiet }
`,
);

describe('run without a daemon', () => {
  it.each(['unix:///nonexistent', 'tcp://127.0.0.1:1', 'tcp://nowhere.invalid:2375'])(
    'at %s says so, and where the mend is told: exit code 3',
    async (host) => {
      const result = await tfsched('run w.yaml', { env: { DOCKER_HOST: host } });
      expectRefusal(
        result,
        3,
        /^error: no Docker daemon answers: .*\n`tfsched doctor` says .* how to mend it\n$/,
      );
    },
  );

  it('leaves nothing behind', async () => {
    await tfsched('run w.yaml');
    await tfsched('run w.yaml --out out');
    expect(existsSync(join(folder, 'state'))).toBe(false);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('refuses what is wrong with the input first', async () => {
    const result = await tfsched('run granted.yaml --allow writable');
    expectRefusal(result, 2, /^error: job online asks for network: give --allow network\n/);
    expect(result.stderr).toMatch(/\njob rooted asks for network: give --allow network\n$/);
  });
});

describe('doctor without a daemon', () => {
  it('names what is missing and its mend', async () => {
    const { code, stdout, stderr } = await tfsched('doctor');
    expect(stdout).toMatch(/^BAD +daemon +.*\n +mend: \S/m);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  });

  it('does so as one JSON value', async () => {
    const checks = JSON.parse((await tfsched('doctor --json')).stdout) as { name: string; ok: boolean }[];
    expect(checks).toContainEqual(
      expect.objectContaining({ name: 'daemon', ok: false, mend: expect.stringMatching(/./) as unknown }),
    );
  });
});

describe('run --dry-run', () => {
  it('prints what would start, with which cores and threads', async () => {
    const { code, stdout, stderr } = await tfsched('run w.yaml --dry-run');
    expect(stdout).toMatchInlineSnapshot(`
      "3 jobs on 2 cores; starts as simulated with linear speed-up

      job  program  arrival   start  cores  on   work  inter + intra threads
      ──────────────────────────────────────────────────────────────────────
      a    spin      0.00 s  0.00 s      1  0     2 s  1 + 1
      b    spin      0.00 s  2.00 s      2  0,1   3 s  1 + 2
      c    spin      1.00 s  5.00 s      1  0     1 s  1 + 1
      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('prints the same as one JSON value, on the cores that were named', async () => {
    const { stdout } = await tfsched('run w.yaml -r max_prop --dry-run --json --cpus 3,7');
    expect(JSON.parse(stdout)).toEqual([
      {
        id: 'a',
        model: 'spin',
        arrival: 0,
        start: 0,
        cores: 1,
        ids: [3],
        duration: 2,
        steps: null,
        inter_op: 1,
        intra_op: 2,
        elastic: true,
      },
      {
        id: 'b',
        model: 'spin',
        arrival: 0,
        start: 0,
        cores: 1,
        ids: [7],
        duration: 3,
        steps: null,
        inter_op: 1,
        intra_op: 2,
        elastic: true,
      },
      {
        id: 'c',
        model: 'spin',
        arrival: 1,
        start: expect.any(Number),
        cores: expect.any(Number),
        ids: expect.any(Array),
        duration: 1,
        steps: null,
        inter_op: 1,
        intra_op: 2,
        elastic: true,
      },
    ]);
  });

  it.each([
    ['takes its capacity from --cpus', 'cores: 2\n', '', 'run - --dry-run --cpus 4-7', / on 4 cores;/],
    ['takes it from the file', '', '', 'run - --dry-run', / on 2 cores;/],
    ['takes it from --cores', '', '', 'run - --dry-run --cores 3', / on 3 cores;/],
  ])('%s', async (_, from, to, line, what) => {
    const { code, stdout } = await tfsched(line, { stdin: SMALL.replace(from, to) });
    expect(stdout).toMatch(what);
    expect(code).toBe(0);
  });

  it('shows the shares that jobs start with where nothing is scheduled', async () => {
    const { stdout } = await tfsched('run w.yaml --dry-run -p none --json');
    const rows = JSON.parse(stdout) as { cores: number; ids: unknown }[];
    expect(rows.map(({ ids }) => ids)).toEqual([null, null, null]);
    expect(rows[0]?.cores).toBeCloseTo(2 / 3);
  });
});
