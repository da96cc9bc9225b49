import { describe, expect, it } from '@jest/globals';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { file, tfsched } = sandbox();
file('w.yaml', SMALL);
file('empty.yaml', '');
file('broken.yaml', 'jobs: [');
file('binary.yaml', '\u0000\u0001\u0002');
file('lines.jsonl', '{"id":"a","model":"spin","cores":1,"duration":1}\n{"id":"a"}\n');
file(
  'wrong.yaml',
  `cores: 2
deafults: {}
jobs:
  - { id: a, model: mnist, cores: 1, duration: 2s, cors: 1 }
  - { id: a, model: spin, cores: 5, duration: -3s }
  - { id: 'b c', model: spin, cores: 1, min_cores: 2, duration: 1s, steps: 4 }
`,
);
file('bomb.yaml', bomb());

const EVERY_COMMAND = ['check', 'simulate', 'run', 'run --dry-run'];

describe('a workload that is broken', () => {
  it.each(EVERY_COMMAND)('%s tells all that is wrong with it at once', async (command) => {
    const result = await tfsched(`${command} wrong.yaml`);
    expectRefusal(result, 2, /did you mean "defaults"/);
    const lines = result.stderr.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^wrong\.yaml:\d+:\d+: \S/);
    expect(lines.map((line) => line.split(':', 3).join(':'))).toEqual([
      'wrong.yaml:2:1',
      'wrong.yaml:4:21',
      'wrong.yaml:4:52',
      'wrong.yaml:5:11',
      'wrong.yaml:5:34',
      'wrong.yaml:5:47',
      'wrong.yaml:6:11',
      'wrong.yaml:6:52',
      'wrong.yaml:6:76',
    ]);
  });

  it.each([
    ['empty.yaml', /^empty.yaml:1:1: the file is empty/],
    ['broken.yaml', /^broken.yaml:1:\d+: this is not valid YAML/],
    ['binary.yaml', /^binary.yaml:1:1: /],
    ['bomb.yaml', /^bomb.yaml:\d+:\d+: .*alias/],
    ['lines.jsonl', /^lines.jsonl:2:\d+: .*the id "a" is taken/m],
  ])('%s', async (name, what) => {
    expectRefusal(await tfsched(`check ${name}`), 2, what);
  });

  it.each([
    ['nothing', '', /^<stdin>:1:1: the file is empty/],
    ['no jobs', 'jobs: []', /^<stdin>:1:7: .*job/],
    ['a number', '7', /^<stdin>:1:1: /],
    ['text', 'hello', /^<stdin>:1:1: /],
  ])('%s on standard input', async (_, stdin, what) => {
    expectRefusal(await tfsched('check -', { stdin }), 2, what);
  });
});

describe('a workload in order', () => {
  it('is told by check', async () => {
    const { code, stdout, stderr } = await tfsched('check w.yaml');
    expect(stdout).toMatch(/^small \(w\.yaml\)\njobs +3 \(3 spin\)\ncapacity +2 cores\n/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('is told by check --json as one value', async () => {
    const { stdout } = await tfsched('check w.yaml --json --cores 4');
    expect(JSON.parse(stdout)).toMatchObject({ file: 'w.yaml', name: 'small', capacity: 4, jobs: 3 });
  });

  it('may come from standard input', async () => {
    const fromFile = await tfsched('simulate w.yaml --csv');
    const fromInput = await tfsched('simulate - --csv', { stdin: SMALL });
    expect(fromInput).toEqual(fromFile);
    expect(fromInput).toMatchObject({ code: 0, stderr: '' });
  });

  it('may be JSON', async () => {
    const stdin = '{"cores":1,"jobs":[{"model":"spin","cores":1,"duration":1}]}';
    const { code, stdout } = await tfsched('simulate - --csv', { stdin });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\njob-1,spin,/);
  });
});

/** Few lines that stand for a thousand million values. */
function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level++)
    lines.push(
      `a${level}: &a${level} [${Array<string>(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  return `${lines.join('\n')}\njobs: *a8\n`;
}
