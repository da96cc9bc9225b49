import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectRefusal } from '../../cli/support/expect-refusal.js';
import { type Finished, sandbox } from '../../cli/support/tfsched.js';
import { BASE, containersOf, withoutNeighbours } from './support/daemon.js';

/*
 * The promises of SECURITY.md, each tried by a workload file from somebody else.
 */

const { folder, file, tfsched } = sandbox('real daemon');
const SECRET = 'hunter2-of-the-owner';
/** What a terminal obeys. */
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/;

beforeAll(() => {
  mkdirSync(join(folder, 'work/data/deep'), { recursive: true });
  mkdirSync(join(folder, 'other'));
  writeFileSync(join(folder, 'other/file'), SECRET);
  symlinkSync('../other', join(folder, 'work/link'));
  symlinkSync('/var/run/docker.sock', join(folder, 'work/socket'));
});

const workload = (...jobs: readonly object[]): string =>
  JSON.stringify({
    cores: 1,
    jobs: jobs.map((job) => ({ cores: 1, image: BASE, command: ['true'], ...job })),
  });

const mounting = (host: string, more: object = {}): object => ({
  mounts: [{ host, container: '/data', ...more }],
});

async function run(text: string, ...flags: readonly string[]): Promise<Finished> {
  file('work/w.yaml', text);
  return tfsched(['run', 'work/w.yaml', ...flags]);
}

/** Nothing was made, neither on the daemon nor on the disk. */
async function expectNothing(): Promise<void> {
  expect(existsSync(join(folder, 'state/tfsched/runs'))).toBe(false);
  expect((await containersOf('')).filter((name) => name.includes('hostile'))).toEqual([]);
}

describe('a mount', () => {
  it.each([
    ['without --allow', mounting('data'), [], /asks for mounts: give --allow mounts/],
    ['above the workload', mounting('..'), ['--allow', 'mounts'], /outside of ".*work"/],
    ['of another folder', mounting('../other'), ['--allow', 'mounts'], /outside of ".*work"/],
    ['through a link', mounting('link'), ['--allow', 'mounts'], /is ".*other", outside of ".*work"/],
    ['of the root', mounting('/'), ['--allow', 'mounts'], /is "\/", outside of/],
    ['of the daemon’s socket', mounting('/var/run/docker.sock'), ['--allow', 'mounts'], /outside of/],
    ['of the socket through a link', mounting('socket'), ['--allow', 'mounts'], /docker\.sock", outside of/],
    [
      'of the socket, where its folder is allowed',
      mounting('/run'),
      ['--allow', 'mounts=/'],
      /holds ".*docker\.sock"/,
    ],
    ['of what is allowed elsewhere', mounting('data'), ['--allow', 'mounts=other'], /outside of ".*other"/],
    [
      'over /proc',
      mounting('data', { container: '/proc/sys' }),
      ['--allow', 'mounts'],
      /the container path \/proc\/sys is taken/,
    ],
    [
      'over /out',
      mounting('data', { container: '/out' }),
      ['--allow', 'mounts'],
      /the container path \/out is taken/,
    ],
  ])('%s is refused', async (_, job, flags, why) => {
    expectRefusal(await run(workload({ id: 'hostile', ...job }), ...flags), 2, why);
    await expectNothing();
  });

  it('below a folder that another job may write to is refused', async () => {
    const text = workload(
      { id: 'hostile-1', ...mounting('data', { readonly: false }) },
      { id: 'hostile-2', ...mounting('data/deep') },
    );
    expectRefusal(await run(text, '--allow', 'mounts'), 2, /which job hostile-1 may write to/);
    await expectNothing();
  });
});

describe('what a file asks for', () => {
  it.each([
    ['network', { network: true }],
    ['writable', { writable: true }],
    ['user', { run_as: '0:0' }],
  ])('%s is refused without --allow', async (grant, job) => {
    expectRefusal(
      await run(workload({ id: 'hostile', ...job })),
      2,
      `asks for ${grant}: give --allow ${grant}`,
    );
    await expectNothing();
  });

  it.each([
    ['an id that is an option', { id: '--privileged' }, /id is "--privileged", expected 1 to 63 letters/],
    ['an id that is a path', { id: '../../etc' }, /id is "..\/..\/etc"/],
    ['an image that is an option', { image: '--privileged' }, /image is "--privileged", expected the name/],
    ['an image that is a path', { image: '../containers/json' }, /image is "..\/containers\/json"/],
    ['an image with a query', { image: 'a?all=1' }, /image is "a\?all=1"/],
    ['an image that breaks the line', { image: 'a\r\nHost: b' }, /image is "a\\r\\nHost: b"/],
    ['a variable that sets another', { env: { 'A=B': 'c' } }, /env has the key "A=B"/],
    ['a variable with NUL', { env: { A: 'b\u0000C=d' } }, /env\.A is wrong \(not shown\)/],
    ['a user that is a name', { run_as: 'root' }, /run_as is "root"/],
    [
      'a mount that climbs',
      { mounts: [{ host: 'data', container: '/a/../../x' }] },
      /mounts\[0\]\.container is/,
    ],
    ['privileges', { privileged: true }, /unknown key "privileged"/],
    [
      'a prototype',
      JSON.parse('{"__proto__": {"network": true}}') as object,
      /the key __proto__ is not allowed/,
    ],
  ])('%s is refused', async (_, job, why) => {
    expectRefusal(await run(workload({ id: 'hostile', ...job })), 2, why);
    await expectNothing();
  });
});

describe('a program', () => {
  it('is handed its words as they are: no shell reads them, no option of Docker’s or the shell’s is among them', async () => {
    const words = [
      '$(id)',
      '`id`',
      '; id',
      '--privileged',
      '-v',
      '/:/host',
      '"',
      "'",
      '',
      'a b',
      '*',
      '\n',
      '\u001b[31m',
    ];
    const out = join(folder, 'words');
    const { code } = await run(
      workload({
        id: 'hostile',
        command: [
          'python3',
          '-c',
          'import json, sys; json.dump(sys.argv[1:], open("/out/words", "w"))',
          ...words,
        ],
      }),
      ...['--out', out],
    );
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(out, 'jobs/hostile/out/words'), 'utf8'))).toEqual(words);
  });

  it('and a file cannot make a terminal obey, nor what it writes', async () => {
    const text = JSON.stringify({
      name: 'a\u202eb',
      cores: 1,
      jobs: [
        { id: 'hostile-a', image: BASE, cores: 1, command: ['\u001b[31m\u0007'], user: 'u\u202ev' },
        {
          id: 'hostile-b',
          image: BASE,
          cores: 1,
          progress: true,
          steps: 3,
          command: ['sh', '-c', `printf '\\033[2J{"tfsched":1,"event":"\\033[31m"}\\n'; exit 3`],
        },
      ],
    });
    const out = join(folder, 'obeyed');
    const result = await run(text, '--out', out);
    expect(result.code).toBe(1);
    for (const shown of [
      result.stdout,
      withoutNeighbours(result.stderr),
      readFileSync(join(out, 'events.jsonl'), 'utf8'),
    ])
      expect(shown).not.toMatch(OBEYED);
    for (const format of ['json', 'csv', 'markdown', 'gantt']) {
      const { stdout } = await tfsched(['report', out, '-f', format]);
      expect(stdout.replaceAll('\r\n', '\n')).not.toMatch(
        format === 'csv' ? /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/ : OBEYED,
      );
    }
  });

  it('gets its env, which stands nowhere else', async () => {
    const out = join(folder, 'secret');
    const result = await run(
      workload({
        id: 'hostile',
        env: { TOKEN: SECRET },
        command: ['sh', '-c', `test "$TOKEN" = ${SECRET.slice(0, 4)}"${SECRET.slice(4)}"`],
      }),
      ...['--out', out, '--json'],
    );
    expect(result.code).toBe(0);
    expect(result.stdout + result.stderr).not.toContain(SECRET);
    for (const name of filesIn(out)) {
      const content = readFileSync(join(out, name), 'utf8');
      // Where the run keeps its workload, it keeps it for its owner only.
      if (!name.startsWith('workload.')) expect(`${name}: ${content}`).not.toContain(SECRET);
    }
  });

  function filesIn(where: string): readonly string[] {
    return readdirSync(where, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(where.length + 1));
  }
});

describe('a folder that is given with --out', () => {
  it('leads a program’s output nowhere else by links in it', async () => {
    mkdirSync(join(folder, 'trap/jobs/hostile'), { recursive: true });
    mkdirSync(join(folder, 'precious'), { mode: 0o700 });
    symlinkSync(join(folder, 'precious'), join(folder, 'trap/jobs/hostile/out'));
    const result = await run(
      workload({ id: 'hostile', command: ['touch', '/out/x'] }),
      '--out',
      join(folder, 'trap'),
    );
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/is no folder, or a link to one/);
    expect(readdirSync(join(folder, 'precious'))).toEqual([]);
  });
});

afterAll(async () => {
  expect((await containersOf('')).filter((name) => name.includes('hostile'))).toEqual([]);
});
