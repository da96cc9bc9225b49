import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/cli/commands/index.js';
import { sandbox } from './support/tfsched.js';

const { folder, tfsched, bash, read } = sandbox();
const NAMES = commands.map(({ name }) => name);

describe('--help', () => {
  it('lists every command', async () => {
    const { code, stdout, stderr } = await tfsched('--help');
    for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
    expect(stdout).toMatch(/Exit codes:(\n +(0|1|2|3|4|70|129\/130\/143) +\S.*){7}\n/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(NAMES)('%s --help says what it takes, and help the same', async (name) => {
    const help = await tfsched(`${name} --help`);
    expect(help.stdout).toMatch(new RegExp(`^Usage: tfsched ${name} `));
    // What a user cannot give is of no use to one.
    expect(help.stdout).not.toMatch(/\[\]|\{|\[object|undefined|NaN/);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(await tfsched(`help ${name}`)).toEqual(help);
  });

  it.each([['--help'], ...NAMES.map((name) => [`${name} --help`])])(
    '%s fits into a terminal of 100 columns',
    async (line) => {
      const { stdout } = await tfsched(line);
      const wide = stdout.split('\n').filter((text) => text.length > 100);
      expect(wide).toEqual([]);
    },
  );

  it('goes to stderr with 2 where it was not asked for', async () => {
    const asked = await tfsched('--help');
    const shown = await tfsched('');
    expect(shown).toEqual({ code: 2, signal: null, stdout: '', stderr: asked.stdout });
  });

  it('--version is the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(await tfsched('--version')).toMatchObject({ code: 0, stdout: `${version}\n` });
    expect(await tfsched('-V')).toMatchObject({ code: 0, stdout: `${version}\n` });
  });
});

describe('what is loaded', () => {
  it('--help loads no Docker, no schemas and no YAML', async () => {
    expect((await modulesOf('--help')).filter(isHeavy)).toEqual([]);
    // The look at what is loaded does see these.
    expect((await modulesOf('check nowhere.yaml')).filter(isHeavy)).not.toEqual([]);
  });

  it('simulate loads no Docker', async () => {
    expect((await modulesOf('simulate --help')).filter((url) => url.includes('/dockerode/'))).toEqual([]);
  });

  it('tells its CPU time', async () => {
    await bash("TIMEFORMAT='%U %S'; { time tfsched --help >help.txt; } 2>time.txt");
    const seconds = read('time.txt').trim().split(' ').map(Number);
    const milliseconds = Math.round(1000 * seconds.reduce((sum, value) => sum + value, 0));
    process.stderr.write(`tfsched --help: ${milliseconds} ms of CPU time\n`);
    expect(milliseconds).toBeGreaterThan(0);
  });
});

function isHeavy(url: string): boolean {
  return /\/node_modules\/(dockerode|zod|yaml|cli-table3)\//.test(url);
}

let listings = 0;

/** The URLs of all modules that a command line loads, as V8 counts them. */
async function modulesOf(line: string): Promise<string[]> {
  const coverage = join(folder, `coverage-${listings++}`);
  await tfsched(line, { env: { NODE_V8_COVERAGE: coverage } });
  const urls = readdirSync(coverage).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as {
      readonly result: readonly { readonly url: string }[];
    };
    return result.map(({ url }) => url);
  });
  expect(urls.filter((url) => url.endsWith('/dist/cli/main.js'))).toHaveLength(1);
  return urls;
}
