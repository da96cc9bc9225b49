import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { folder, file, read, tfsched } = sandbox();

beforeAll(async () => {
  file('w.yaml', SMALL);
  file('a-file', '');
  await tfsched('simulate w.yaml --out run');
});

describe('report --svg and --png', () => {
  it('write each picture into the folder and name it on stderr', async () => {
    const { code, stdout, stderr } = await tfsched('report run --svg vector/new --png pixels');
    expect(stderr.split('\n')).toEqual([
      'wrote vector/new/gantt.svg',
      'wrote pixels/gantt.png',
      'wrote vector/new/cores.svg',
      'wrote pixels/cores.png',
      'wrote vector/new/waiting.svg',
      'wrote pixels/waiting.png',
      '',
    ]);
    expect(stdout).toMatch(/^small: fcfs, /);
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'vector/new'))).toEqual(['cores.svg', 'gantt.svg', 'waiting.svg']);
    expect(read('vector/new/gantt.svg')).toMatch(/^<svg /);
  });

  it('go with any format', async () => {
    const { stdout } = await tfsched('report run --json --svg more');
    expect(JSON.parse(stdout)).toMatchObject({ jobs: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] });
  });

  it('draw nothing where nothing has arrived, and say so', async () => {
    file('bare/events.jsonl', `${read('run/events.jsonl').split('\n')[0]!}\n`);
    const { code, stderr } = await tfsched('report bare --svg none --html bare.html');
    expect(stderr).toBe('note: no job has arrived: there is nothing to draw\nwrote bare.html\n');
    expect(existsSync(join(folder, 'none'))).toBe(false);
    expect(code).toBe(0);
  });

  it('are exit code 4 where the folder cannot be made', async () => {
    const { code, stderr } = await tfsched('report run --svg a-file');
    expect(stderr).toMatch(/^error: a picture cannot be written: E[A-Z]+/);
    expect(code).toBe(4);
  });
});

describe('--html', () => {
  it('writes the same page from simulate, from report, and again', async () => {
    const simulated = await tfsched('simulate w.yaml --html 1.html');
    expect(simulated).toMatchObject({ code: 0, stderr: 'wrote 1.html\n' });
    expect(simulated.stdout).toBe((await tfsched('simulate w.yaml')).stdout);
    await tfsched('report run --html 2.html');
    expect(read('1.html')).toMatch(/^<!doctype html>\n/);
    expect(read('2.html')).toBe(read('1.html'));
  });

  it('says that a job failed by its exit code all the same', async () => {
    const late = SMALL.replace('duration: 3s', 'duration: 3s, timeout: 1s');
    expect(await tfsched('simulate - --html late.html', { stdin: late })).toMatchObject({ code: 1 });
    expect(read('late.html')).toContain('"state":"failed"');
  });

  it.each(['simulate w.yaml', 'report run'])(
    'of %s is exit code 4 where it cannot be written',
    async (line) => {
      const { code, stdout, stderr } = await tfsched(`${line} --html nowhere/x.html`);
      expect(stderr).toMatch(/^error: nowhere\/x\.html cannot be written: ENOENT/);
      expect(stdout).toContain('makespan');
      expect(code).toBe(4);
    },
  );

  it('is refused with --dry-run', async () => {
    expectRefusal(await tfsched('run w.yaml --dry-run --html x.html'), 2, /--dry-run has no report/);
  });
});

describe('--gantt', () => {
  it.each(['simulate w.yaml', 'report run'])('of %s is short for --format gantt', async (line) => {
    const short = await tfsched(`${line} --gantt`);
    expect(short).toEqual(await tfsched(`${line} --format gantt`));
    expect(short.stdout).toMatch(/digits: cores held/);
  });

  it.each([
    ['--gantt --json', /'--gantt' cannot be used with option '--json'/],
    ['--csv --gantt', /'--gantt' cannot be used with option '--csv'/],
    ['--gantt --format table', /--gantt cannot be used with --format table/],
    ['--gantt --format json', /--gantt cannot be used with --format json/],
  ])('is refused with another format: %s', async (flags, what) => {
    expectRefusal(await tfsched(`report run ${flags}`), 2, what);
  });
});
