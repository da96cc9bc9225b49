import { beforeAll, describe, expect, it } from '@jest/globals';
import type { JobExplanation } from '../../src/explain/explanation.js';
import type { Instant } from '../../src/explain/instant.js';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { file, read, tfsched } = sandbox();

const URGENT = `
cores: 1
defaults: { model: spin, cores: 1 }
jobs:
  - { id: first, duration: 4s }
  - { id: urgent, duration: 1s, arrival: 1s, priority: 3 }
`;

beforeAll(async () => {
  file('w.yaml', SMALL);
  file('urgent.yaml', URGENT);
  await tfsched('simulate w.yaml --out fcfs');
  await tfsched('simulate urgent.yaml -p prio --preemptive --out prio');
});

describe('explain', () => {
  it('tells why a job waited, and what would have let it start earlier', async () => {
    expect(await tfsched('explain fcfs c')).toEqual({
      code: 0,
      signal: null,
      stderr: '',
      stdout: `\
c (arrival 1 s, cores 1, min_cores 1, priority 3) started at 5 s, waited 4 s
fcfs, strict, 2 cores

1 s to 5 s: queued for 4 s, as it arrived
  1 s: behind b: earlier arrival (0 s, not 1 s); that one needs 2 cores, and 1 of 2 is free: a has
    1; its own 1 would fit
  2 s: nobody is in its way, but it needs 1 core (what it asks for), and 0 of 2 are free: b has 2
  given cores meanwhile: b at 2 s (earlier arrival (0 s, not 1 s))
  5 s: started with 1 core, as b ended (2 cores)

It would have started at 1 s had it been before b in the order.
`,
    });
  });

  it('tells who pushed it out, and by which rule', async () => {
    const { stdout } = await tfsched('explain prio first');
    expect(stdout).toContain(
      '1 s to 2 s: paused for 1 s, as pushed out by urgent: higher priority (3, not 0); taken as victim by\n' +
        '  longest_run: it had run 1 s\n',
    );
    expect(stdout).toContain('2 s: went on with 1 core, as urgent ended (1 core)');
  });

  it('says so of a job that did not wait', async () => {
    const { stdout } = await tfsched('explain fcfs a');
    expect(stdout).toBe(
      'a (arrival 0 s, cores 1, min_cores 1, priority 0) started at 0 s, did not wait\nfcfs, strict, 2 cores\n',
    );
  });

  it('lists the jobs, the longest wait first', async () => {
    const { stdout } = await tfsched('explain fcfs');
    expect(stdout).toBe(`\
fcfs, strict, 2 cores

job  waiting s  waits  mostly
──────────────────────────────────────────────────
c         4.00      1  too few cores free: b has 2
b         2.00      1  too few cores free: a has 1
a         0.00      0
`);
    const short = await tfsched('explain fcfs --limit 1');
    expect(short.stdout).toMatch(/^c +4\.00 .*\n… and 2 more jobs \(--limit\)\n$/m);
  });

  it('tells of one instant', async () => {
    const { code, stdout } = await tfsched('explain fcfs c --at 1500ms');
    expect(code).toBe(0);
    expect(stdout).toBe(`\
1.5 s: c is queued since 1 s
fcfs, strict, 2 cores

It waits since 1 s, as it arrived.
Since 1 s: behind b: earlier arrival (0 s, not 1 s); that one needs 2 cores, and 1 of 2 is free: a
  has 1; its own 1 would fit.
Running: a on 0.
Waiting, in their order: b (needs 2), c (needs 1).
`);
    expect((await tfsched('explain fcfs c --at 0')).stdout).toMatch(/^0 s: c has not arrived\n/);
    expect((await tfsched('explain fcfs c --at 5.5')).stdout).toMatch(/^5\.5 s: c runs since 5 s\n/);
    expect((await tfsched('explain fcfs c --at 6')).stdout).toMatch(/^6 s: c is done since 6 s\n/);
  });

  it('gives each of these as one JSON value', async () => {
    const job = JSON.parse((await tfsched('explain fcfs c --json')).stdout) as JobExplanation;
    expect(job).toMatchObject({
      rules: { policy: 'fcfs', order_known_until: null },
      job: 'c',
      waiting: 4,
      waits: [{ kind: 'queued', from: 1, until: 5, reasons: [{ kind: 'order' }, { kind: 'cores' }] }],
      claims: [{ kind: 'order', at: 1, before: ['b'] }],
    });
    const all = JSON.parse((await tfsched('explain fcfs --json')).stdout) as { jobs: unknown[] };
    expect(all.jobs).toMatchObject([{ job: 'c', waits: 1 }, { job: 'b' }, { job: 'a', main_reason: null }]);
    const instant = JSON.parse((await tfsched('explain fcfs c --at 1 --json')).stdout) as Instant;
    expect(instant).toMatchObject({
      state: 'queued',
      running: [{ job: 'a', cores: 1, ids: [0] }],
      waiting: [
        { job: 'b', claim: 2 },
        { job: 'c', claim: 1 },
      ],
      is_order_known: true,
    });
  });

  it('says how far the log tells the order, where it does not to its end', async () => {
    const text = read('fcfs/events.jsonl').replace('"policy":"fcfs"', '"policy":"mine"');
    file('own/events.jsonl', text);
    const { code, stdout } = await tfsched('explain own c');
    expect(code).toBe(0);
    expect(stdout).toContain('\nThe log does not tell in which order jobs waited.\n');
    expect(stdout).toContain('1 s to 5 s: queued for 4 s, as it arrived\n');
  });

  it('shows what a terminal would obey', async () => {
    const evil = 'b\\u001b[2J';
    file('evil/events.jsonl', read('fcfs/events.jsonl').replaceAll('"job":"b"', `"job":"${evil}"`));
    for (const line of ['explain evil', 'explain evil c', 'explain evil c --at 1']) {
      const { code, stdout } = await tfsched(line);
      expect(stdout).toContain(evil);
      expect(stdout).not.toContain('\u001b');
      expect(code).toBe(0);
    }
  });

  it.each([
    ['fcfs d', 2, /^error: the run has no job d\n$/],
    ['prio frist', 2, /^error: the run has no job frist: did you mean first\?\n$/],
    ['fcfs c --at 7', 2, /^error: --at 7 s is after the end of the run, 6 s\n$/],
    ['fcfs c --at soon', 2, /Give a time such as/],
    ['fcfs --at 1', 2, /^error: --at tells of one job: name it after the run\n$/],
    ['fcfs --limit 0', 2, /Give a whole number/],
    ['nowhere', 4, /^error: no log in nowhere: there is no such folder\n$/],
    ['.', 4, /^error: no log in \.: there is no events\.jsonl\n$/],
    ['w.yaml', 4, /^error: w\.yaml:1: the line is not JSON/],
  ] as const)('refuses %s', async (line, code, what) => {
    expectRefusal(await tfsched(`explain ${line}`), code, what);
  });
});
