import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FORMATS } from '../../src/render/index.js';
import { inProcess, type Outcome } from '../support/in-process.js';
import { sandbox } from './support/tfsched.js';

/*
 * Texts of others that a terminal, a browser or a spreadsheet would obey, in every place where they can be.
 */

const { folder, file, tfsched } = sandbox();
const path = (name: string): string => join(folder, name);
const env = { XDG_STATE_HOME: path('state'), XDG_CACHE_HOME: path('cache') };
const run = (...args: readonly string[]): Promise<Outcome> => inProcess(args, env);

/** Clears the screen, sets the title, by one byte, by text direction; then markup, and a formula. */
const EVIL = '\u001b[2J\u001b]0;x\u0007\u009b31m\u202e<script>alert(1)</script>"\'&=1+1';
/** What YAML takes as one line of text: no controls. */
const MILD = '=\u202e<script>alert(1)</script>"\'&';
const TERMINAL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const DIRECTION = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const MARKUP = /<script>alert/;

const WORKLOAD = file(
  'w.yaml',
  JSON.stringify({
    name: MILD,
    cores: 2,
    jobs: [
      { id: 'a', image: 'app', command: [EVIL, EVIL], cores: 1, duration: 3, user: MILD, env: { A: EVIL } },
      { id: 'b', model: 'spin', cores: 2, duration: 2, user: '+1', arrival: 1, timeout: 1 },
    ],
  }),
);

/** A log as somebody may write one: each of its texts is evil. */
const LOG = file(
  'evil/events.jsonl',
  [
    {
      kind: 'run',
      version: 1,
      tfsched: EVIL,
      run: EVIL,
      created: EVIL,
      command: EVIL,
      workload: { file: EVIL, name: EVIL },
      config: {
        policy: EVIL,
        realloc: EVIL,
        cores: 2,
        options: { [EVIL]: EVIL },
        executor: 'docker',
        speedup: EVIL,
      },
      ids: [0, 1],
      host: { name: EVIL, docker: EVIL },
    },
    {
      kind: 'job',
      job: EVIL,
      position: 0,
      model: EVIL,
      arrival: 0,
      cores: 1,
      min_cores: 1,
      max_cores: 2,
      priority: 0,
      user: EVIL,
    },
    { kind: 'arrived', at: 0, job: EVIL },
    { kind: 'decision', at: 0, running: 1, waiting: 0, held: 1, idle: 0 },
    { kind: 'intent', at: 0, id: 1, action: 'start', job: EVIL, attempt: 1, cores: 1, ids: [0] },
    { kind: 'outcome', at: 0.1, id: 1, ok: true },
    { kind: 'note', at: 0.2, level: 'error', text: EVIL, job: EVIL },
    { kind: 'updated', at: 0.3, job: EVIL, cores: 2, effect: true },
    { kind: 'exited', at: 1, job: EVIL, attempt: 1, code: 1, reason: EVIL },
    { kind: 'ended', at: 1, job: EVIL, state: 'failed', code: 1, reason: EVIL },
    { kind: 'decision', at: 1, running: 0, waiting: 0, held: 0, idle: 0 },
    { kind: 'end', at: 1, interrupted: EVIL },
  ]
    .map((record) => JSON.stringify(record))
    .join('\n') + '\n',
);

function expectHarmless({ stdout, stderr }: Pick<Outcome, 'stdout' | 'stderr'>, format = ''): void {
  const out = stdout.replaceAll('\r\n', '\n');
  expect(out).not.toMatch(TERMINAL);
  expect(stderr).not.toMatch(TERMINAL);
  expect(stderr).not.toMatch(DIRECTION);
  const isTable = format === 'csv' || format === 'batsim';
  // In a table of data texts are what they are, but for what a terminal obeys.
  if (!isTable) expect(out).not.toMatch(DIRECTION);
  if (format === 'markdown') expect(out).not.toMatch(/(?<!\\)<script/);
  if (isTable) expect(out).not.toMatch(/(?:^|,)"?[=+@]/m);
}

describe('of a workload', () => {
  it.each([
    ['check'],
    ['check', '--json'],
    ['run', '--dry-run'],
    ['run', '--dry-run', '--json'],
    ['compare', '--policy', 'fcfs', '--by', 'user'],
    ['compare', '--policy', 'fcfs', '--by', 'user', '-f', 'markdown'],
    ['compare', '--policy', 'fcfs', '--by', 'user', '-f', 'csv'],
    ['compare', '--policy', 'fcfs', '--by', 'user', '--json'],
  ])('nothing is obeyed in %s %s', async (command, ...flags) => {
    const outcome = await run(command, WORKLOAD, ...flags);
    expect(outcome.code).toBe(0);
    expectHarmless(outcome, flags.at(-1));
  });

  it.each(Object.keys(FORMATS))(
    'nothing is obeyed in simulate, report and the log, as %s',
    async (format) => {
      const out = path(`run-${format}`);
      const outcome = await run('simulate', WORKLOAD, '-f', format, '--out', out);
      expect(outcome.code).toBe(1);
      expectHarmless(outcome, format);
      expectHarmless({ stdout: readFileSync(join(out, 'events.jsonl'), 'utf8'), stderr: '' });
      expectHarmless(await run('report', out, '-f', format), format);
      expectHarmless(await run('explain', out));
      expectHarmless(await run('explain', out, 'b', '--json'));
    },
  );

  it.each(['csv', 'batsim', 'swf', 'trace'])('nothing is obeyed in export as %s', async (format) => {
    await run('simulate', WORKLOAD, '--out', path(`for-${format}`));
    expectHarmless(await run('export', WORKLOAD, '-f', format), format);
    expectHarmless(await run('export', path(`for-${format}`), '-f', format), format);
  });

  it('nothing is obeyed in what import writes, and it means the same', async () => {
    const csv = file('in.csv', `image,cores,command,user\napp,1,"[""\\u001b[2J\u009b""]",\u202e=x\n`);
    for (const flags of [[], ['--jsonl']]) {
      const outcome = await run('import', csv, ...flags);
      expect(outcome.code).toBe(0);
      expectHarmless(outcome);
      const again = file(flags.length === 0 ? 'again.yaml' : 'again.jsonl', outcome.stdout);
      expect((await run('export', again, '-f', 'csv')).stdout).toContain('\u202e=x');
    }
  });

  it('nothing is obeyed in notes on files of other tools', async () => {
    const csv = file('odd.csv', `cores,duration,\u001b[31m\u009b\n1,2,3\n`);
    const outcome = await run('check', csv);
    expect(outcome).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('left out: \\u001b[31m\\u009b') as unknown,
    });
    expectHarmless(outcome);
    const swf = file('odd.swf', `; Computer: \u001b[31m\n1 0 0 5 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n`);
    expectHarmless(await run('check', swf));
    expectHarmless(await run('import', swf));
  });
});

describe('of a log', () => {
  it.each(Object.keys(FORMATS))('nothing is obeyed in report as %s', async (format) => {
    const outcome = await run('report', LOG, '-f', format);
    expect(outcome.code).toBe(0);
    expectHarmless(outcome, format);
  });

  it('nothing is obeyed in explain, diff and what is said of a job that is not there', async () => {
    for (const args of [
      ['explain', LOG],
      ['explain', LOG, '--json'],
      ['explain', LOG, EVIL],
      ['explain', LOG, `x${EVIL}`],
    ])
      expectHarmless(await run(...args));
    const other = file('other/events.jsonl', readFileSync(LOG, 'utf8').replaceAll('"at":1,', '"at":2,'));
    expectHarmless(await run('diff', LOG, other));
  });

  it('nothing is obeyed in export', async () => {
    for (const format of ['csv', 'batsim', 'trace'])
      expectHarmless(await run('export', path('evil'), '-f', format), format);
  });

  it('nothing is markup in pages and pictures', async () => {
    const result = await tfsched('report evil --html page.html --svg svg');
    expect({ code: result.code, stderr: result.stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('wrote') as unknown,
    });
    const page = readFileSync(path('page.html'), 'utf8');
    expect(page).not.toMatch(MARKUP);
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).toMatch(
      /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^ ]+'; style-src 'sha256-/,
    );
    const svgs = readdirSync(path('svg'));
    expect(svgs.length).toBeGreaterThan(1);
    for (const name of svgs) {
      const svg = readFileSync(path(`svg/${name}`), 'utf8');
      expect(svg).not.toMatch(MARKUP);
      expect(svg).not.toMatch(TERMINAL);
      expect(svg).not.toMatch(/<(?:script|foreignObject|iframe|a |image)|\son\w+=|javascript:/i);
    }
  });

  it('nothing is markup in the page of a comparison', async () => {
    const name = '<script>alert(1)<.yaml';
    file(name, readFileSync(WORKLOAD, 'utf8'));
    const { code } = await tfsched([
      'compare',
      name,
      '--policy',
      'fcfs',
      '--by',
      'user',
      '--html',
      'compared.html',
    ]);
    expect(code).toBe(0);
    const page = readFileSync(path('compared.html'), 'utf8');
    expect(page).not.toMatch(/<script/);
    expect(page).not.toMatch(DIRECTION);
    expect(page).toContain("default-src 'none'");
  });
});
