import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inProcess, type Outcome } from '../support/in-process.js';
import { brokenCases } from './support/broken.js';
import { SMALL } from './support/workloads.js';

const folder = mkdtempSync(join(tmpdir(), 'tfsched-broken-'));
const before = process.cwd();
const { DOCKER_HOST } = process.env;
const run = (...args: readonly string[]): Promise<Outcome> =>
  inProcess(args, { XDG_STATE_HOME: join(folder, 'state'), XDG_CACHE_HOME: join(folder, 'cache') });

beforeAll(async () => {
  process.env.DOCKER_HOST = 'unix:///nonexistent';
  process.chdir(folder);
  writeFileSync('w.yaml', SMALL);
  expect(await run('simulate', 'w.yaml', '--out', 'run')).toMatchObject({ code: 0, stderr: '' });
});

afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
  if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
  else process.env.DOCKER_HOST = DOCKER_HOST;
});

const ALL = brokenCases();

describe.each(ALL)('%s: told in these words, at this place', (_, cases) => {
  beforeAll(() => {
    writeFileSync('w.yaml', SMALL);
    writeFileSync('w.csv', 'id,cores,duration\na,1,2\n');
    writeFileSync('w.swf', '1 0 0 10 1 -1 -1 1 -1 -1 1 1 1 1 1 1 -1 -1\n');
  });

  it.each(cases.map((one) => [one.title, one] as const))('%s', async (_title, { file, args, lines }) => {
    if (file !== undefined) writeFileSync(file.name, file.text);
    const { code, stdout, stderr } = await run(...args);
    expect(stderr.replace(/\n$/, '').split('\n')).toEqual(lines);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

it('are 200 and more', () => {
  expect(ALL.reduce((sum, [, cases]) => sum + cases.length, 0)).toBeGreaterThanOrEqual(200);
});
