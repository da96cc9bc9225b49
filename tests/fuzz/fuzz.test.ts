import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findExportFormat } from '../../src/export/index.js';
import { generateWorkload } from '../../src/generate/generate.js';
import { completed, readGenerator } from '../../src/generate/read-generator.js';
import { DEFAULT_IMPORT_OPTIONS } from '../../src/import/import-format.js';
import { importFormats } from '../../src/import/index.js';
import { loadWorkload } from '../../src/workload/load/load.js';
import { formatProblem } from '../../src/workload/problem.js';
import { workloadPieces } from '../../src/workload/write/write-workload.js';
import { inProcess, type Outcome } from '../support/in-process.js';
import { jobEntries, jsonLine } from '../workload/job-arbitrary.js';
import { mutated } from './support/bytes.js';
import { expectSound } from './support/expect-sound.js';
import { tryAll } from './support/trial.js';

const folder = mkdtempSync(join(tmpdir(), 'tfsched-fuzz-'));
const examples = fileURLToPath(new URL('../../workloads/', import.meta.url));
const EXAMPLES = readdirSync(examples)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(join(examples, name)));
const SPEC = `generate:
  jobs: 40
  cores: 4
  arrival: bursty
  load: 0.9
  burst: 5
  durations: { lognormal: { median: 10s, sigma: 0.5 } }
  requests: { 1: 3, 4: 1 }
  models: [spin, lstm]
  priorities: [0, 1, 5]
  users: 3
  overestimate: 0.5
`;
const REQUESTS = `execution,a,lstm,2,0,1
execution,b,app:1.0,1,2.5,-3
update,a,lstm,1,4,1
execution,c,spin,4,1m,0
`;
const env = { XDG_CACHE_HOME: folder, XDG_STATE_HOME: folder };
const { DOCKER_HOST } = process.env;

/** Where the daemon would be: whoever makes a container comes by. */
let visitors = 0;
const daemon = createServer((socket) => {
  visitors += 1;
  socket.destroy();
});

/** Logs of runs, cut down to what a mutation can still be seen in. */
const logs: Buffer[] = [];

function put(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

beforeAll(async () => {
  daemon.listen(join(folder, 'docker.sock'));
  await once(daemon, 'listening');
  process.env.DOCKER_HOST = `unix://${join(folder, 'docker.sock')}`;
  const file = put(
    'log.yaml',
    `cores: 2
defaults: { model: spin, cores: 1 }
jobs:
  - { id: a, duration: 4s, user: ana, updates: [{ at: 2s, cores: 2 }] }
  - { id: b, duration: 3s, cores: 2, priority: 1, arrival: 1s }
  - { id: c, duration: 2s, timeout: 1s, retries: 1, arrival: 1s, priority: 5 }
`,
  );
  for (const [index, rules] of [
    [],
    ['-p', 'rr', '-q', '1', '-r', 'max_prop'],
    ['-p', 'prio', '--preemptive'],
  ].entries()) {
    const out = join(folder, `run-${index}`);
    const { code, stderr } = await inProcess(['simulate', file, ...rules, '--out', out], env);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    logs.push(readFileSync(join(out, 'events.jsonl')));
    // The commands are loaded before anything is timed.
    await inProcess(['report', out], env);
    await inProcess(['explain', out], env);
  }
  await inProcess(['check', file], env);
  await inProcess(['run', '--dry-run', file], env);
}, 120_000);

afterAll(() => {
  daemon.close();
  if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
  else process.env.DOCKER_HOST = DOCKER_HOST;
  rmSync(folder, { recursive: true });
});

/** `check` and `run --dry-run` of a file; both say the same of one that is broken. */
async function expectAnswers(name: string, content: Buffer | string): Promise<void> {
  const path = put(name, content);
  const check = await inProcess(['check', path], env);
  expectSound(check, [0, 2]);
  expectPlaces(check, path);
  if (check.code === 2) return;
  const dry = await inProcess(['run', '--dry-run', path], env);
  expectSound(dry, [0, 2]);
  expectPlaces(dry, path);
}

function expectPlaces({ code, stdout, stderr }: Outcome, path: string): void {
  if (code === 0) return;
  expect(stdout).toBe('');
  for (const line of stderr.trimEnd().split('\n')) {
    expect(line.startsWith(`${path}:`)).toBe(true);
    expect(line.slice(path.length)).toMatch(/^:\d+:\d+: .+, .+$/);
  }
}

const LONG = 3_600_000;

describe('a workload, whatever is in it, is checked and planned or refused', () => {
  it(
    'of changed bytes',
    async () => {
      await tryAll(
        0.4,
        fc.tuple(mutated(EXAMPLES), fc.constantFrom('f.yaml', 'f.yaml', 'f.jsonl')),
        ([bytes, name]) => expectAnswers(name, bytes),
      );
    },
    LONG,
  );

  it(
    'of JSON lines with changed bytes',
    async () => {
      const lines = [
        '{"id":"a","model":"spin","cores":1,"duration":"10s","env":{"A":"b"},"updates":[{"at":1,"cores":2}]}\n{"image":"app:1","cores":2,"command":["a","b c"],"mounts":[{"host":"x","container":"/x"}]}\n',
      ];
      await tryAll(0.1, mutated(lines), (bytes) => expectAnswers('g.jsonl', bytes));
    },
    LONG,
  );

  it(
    'of jobs with any keys and values',
    async () => {
      const jobs = fc.array(jobEntries.map(jsonLine), { minLength: 1, maxLength: 5 });
      const head = fc.constantFrom(
        '',
        '"cores":2,',
        '"name":"x","cores":1,',
        '"__proto__":{"cores":1},',
        '"defaults":{"model":"spin"},',
      );
      await tryAll(0.2, fc.tuple(head, jobs, fc.boolean()), ([start, lines, asLines]) =>
        asLines
          ? expectAnswers('h.jsonl', lines.join('\n'))
          : expectAnswers('h.yaml', `{${start}"jobs":[${lines.join(',')}]}`),
      );
    },
    LONG,
  );

  it('and nobody asks the daemon for anything', () => {
    expect(visitors).toBe(0);
  });
});

describe('a file of another tool, whatever is in it, gives a workload that can be written and read, or problems', () => {
  const sources: Readonly<Record<string, readonly (string | Buffer)[]>> = {
    requests: [REQUESTS],
    swf: [[...findExportFormat('swf')!.fromWorkload!(generated(12))].join('')],
    csv: [
      [...findExportFormat('csv')!.fromWorkload!(generated(8))].join(''),
      'id,cores,duration,image,command,user,env\na,1,5,app,"[""a""]",\'=1,"{""A"":""1""}"\nb,2,1m,app,x,ana,\n',
    ],
  };

  it.each(importFormats.map((format) => [format.name, format] as const))(
    '%s',
    async (name, format) => {
      await tryAll(
        0.04,
        fc.tuple(mutated(sources[name]!), fc.constantFrom(1, 0.01, 1e6)),
        async ([bytes, timeScale]) => {
          const options = { ...DEFAULT_IMPORT_OPTIONS, duration: 3, timeScale };
          const { result, notes } = await format.read('f', [bytes], options);
          expect(notes.every((note) => note.length < 10_000)).toBe(true);
          if (!result.ok) {
            expect(result.problems.length).toBeGreaterThan(0);
            for (const problem of result.problems)
              expect(formatProblem(problem)).toMatch(/^f:\d+:\d+: [^\p{Cc}\u2028\u2029]+$/u);
            return;
          }
          const { cores, ...rest } = result.workload;
          // Machines of logs may be larger than those that a file is for.
          const workload = cores === undefined || cores > 100_000 ? rest : { cores, ...rest };
          const text = [...workloadPieces(workload, 'yaml')].join('');
          const loaded = loadWorkload('f.yaml', text);
          const problems = loaded.ok
            ? []
            : loaded.problems.filter(({ message }) => !/above the capacity|^cores is/.test(message));
          expect(problems).toEqual([]);
        },
      );
    },
    LONG,
  );

  function generated(jobs: number) {
    return { file: 'f', ...generateWorkload({ jobs, cores: 8, users: 2, overestimate: 1 }, 1) };
  }
});

describe('a log, whatever is in it, is told or refused', () => {
  it.each([
    ['report', ['table', 'json', 'csv', 'markdown', 'gantt'].map((format) => ['report', '--format', format])],
    ['explain', [['explain'], ['explain', '--json']]],
  ])(
    'by %s',
    async (_, lines) => {
      const input = fc.tuple(
        fc.nat(2).chain((index) => mutated([logs[index]!])),
        fc.constantFrom(...lines),
      );
      await tryAll(0.06, input, async ([bytes, line]) => {
        const path = put('events.jsonl', bytes);
        const [command = '', ...flags] = line;
        expectSound(await inProcess([command, path, ...flags], env), [0, 4]);
      });
    },
    LONG,
  );
});

describe('a generator spec, whatever is in it,', () => {
  it(
    'makes a workload that loads, or is refused',
    async () => {
      await tryAll(0.06, mutated([SPEC]), (bytes) => {
        const read = readGenerator('g.yaml', bytes.toString('utf8'));
        if (!read.ok) {
          expect(read.problems.length).toBeGreaterThan(0);
          for (const problem of read.problems)
            expect(formatProblem(problem)).toMatch(/^g\.yaml:\d+:\d+: [^\p{Cc}]+$/u);
          return;
        }
        const spec = completed(read.spec);
        if (typeof spec === 'string') return;
        const text = [
          ...workloadPieces(generateWorkload({ ...spec, jobs: Math.min(spec.jobs, 50) }, 1), 'yaml'),
        ].join('');
        const loaded = loadWorkload('f.yaml', text);
        expect(loaded.ok ? [] : loaded.problems).toEqual([]);
      });
    },
    LONG,
  );
});
