import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { exportFormats } from '../../src/export/index.js';
import { FORMATS } from '../../src/render/index.js';
import { inProcess, type Outcome } from '../support/in-process.js';
import { sandbox } from './support/tfsched.js';

/** Told in no command's output, and written into no file but workloads. */
const SECRET = 'hunter2';

const { folder, file, tfsched } = sandbox();
const path = (name: string): string => join(folder, name);
const env = { XDG_STATE_HOME: path('state'), XDG_CACHE_HOME: path('cache') };
const run = (...args: readonly string[]): Promise<Outcome> => inProcess(args, env);

const W = file(
  'w.yaml',
  `name: small
cores: 2
defaults: { env: { DEFAULT_TOKEN: ${SECRET} } }
jobs:
  - { id: a, model: spin, cores: 1, duration: 2s, env: { API_TOKEN: ${SECRET}, OTHER: "x${SECRET}y" } }
  - { id: b, image: app, command: [train], cores: 2, duration: 3s, env: { API_TOKEN: "${SECRET}" } }
  - { id: c, model: spin, cores: 1, duration: 5s, timeout: 1s }
`,
);

/** It did what it was asked, and told nothing. */
async function expectSilent(
  outcome: Promise<Pick<Outcome, 'stdout' | 'stderr'> & { readonly code: number | null }>,
  ...codes: readonly number[]
): Promise<void> {
  const { code, stdout, stderr } = await outcome;
  expect({ code, stderr }).toEqual({ code: codes.length === 1 ? codes[0] : expect.anything(), stderr });
  if (codes.length > 1) expect(codes).toContain(code);
  expect(stdout + stderr).not.toContain(SECRET);
}

describe('a value of env is not told', () => {
  it.each([
    ['check'],
    ['check', '--json'],
    ['run', '--dry-run'],
    ['run', '--dry-run', '--json'],
    // There is no daemon: what is said of that.
    ['run'],
    [
      'compare',
      '--policy',
      'fcfs,rr',
      '--realloc',
      'strict',
      '--by',
      'user',
      '--metric',
      'waiting',
      '--cores',
      '2',
      '--out',
    ],
  ])('by %s %s %s', async (command, ...flags) => {
    const { DOCKER_HOST } = process.env;
    process.env.DOCKER_HOST = 'unix:///nonexistent';
    try {
      const last = command === 'compare' ? [path('compared')] : [];
      await expectSilent(run(command, W, ...flags, ...last), 0, 3);
    } finally {
      if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
      else process.env.DOCKER_HOST = DOCKER_HOST;
    }
  });

  it.each(Object.keys(FORMATS))('by simulate, and by report, as %s', async (format) => {
    await expectSilent(run('simulate', W, '-f', format, '--out', path(`run-${format}`)), 1);
    await expectSilent(run('report', path(`run-${format}`), '-f', format), 0);
  });

  it('by simulate and report as pages and pictures', async () => {
    await expectSilent(tfsched(`simulate w.yaml --html simulated.html --out drawn`), 1);
    await expectSilent(tfsched(`report drawn --html page.html --svg svg --png png`), 0);
    await expectSilent(
      tfsched(`compare w.yaml --policy fcfs --html compared.html --pictures compared-pictures`),
      0,
    );
  });

  it('by explain', async () => {
    await expectSilent(run('simulate', W, '--out', path('explained')), 1);
    await expectSilent(run('explain', path('explained')), 0);
    await expectSilent(run('explain', path('explained'), 'b'), 0);
    await expectSilent(run('explain', path('explained'), 'b', '--json'), 0);
  });

  it.each(exportFormats.map(({ name }) => name))('by export as %s', async (format) => {
    await run('simulate', W, '--out', path(`for-${format}`));
    for (const what of [W, path(`for-${format}`)])
      await expectSilent(run('export', what, '-f', format), 0, 2);
  });
});

describe('what is wrong with env is told without its value', () => {
  it.each([
    ['a text', `env: "TOKEN=${SECRET}"`, /env is wrong \(not shown\), expected a mapping of names to texts/],
    ['a list', `env: [TOKEN=${SECRET}]`, /env is a list, expected a mapping/],
    ['a value that is a list', `env: { TOKEN: [${SECRET}] }`, /env\.TOKEN is a list, expected a text/],
    [
      'a value with NUL',
      `env: { TOKEN: "${SECRET}\\0" }`,
      /env\.TOKEN is wrong \(not shown\), expected a text without/,
    ],
    ['a name that is none', `env: { TO-KEN: ${SECRET} }`, /env has the key "TO-KEN", expected a name/],
    ['a quote too many', `env: { TOKEN: "x" "${SECRET}" }`, /this is not valid YAML/],
    ['a text behind a list', `env: [a] ${SECRET}`, /this is not valid YAML/],
    ['a bracket that is not closed', `env: { TOKEN: ${SECRET}`, /this is not valid YAML/],
    ['an unknown escape', `env: { TOKEN: "${SECRET}\\q" }`, /this is not valid YAML/],
    ['a tag', `env: { TOKEN: !!binary ${SECRET} }`, /this is not valid YAML|no plain value|not shown/],
  ])('%s', async (_, entry, what) => {
    const broken = file(
      'broken.yaml',
      `jobs:\n  - id: a\n    ${entry}\n    model: spin\n    cores: 1\n    duration: 1\n`,
    );
    const { code, stdout, stderr } = await run('check', broken);
    expect(stderr).toMatch(what);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain(SECRET);
    const inDefaults = file(
      'broken.yaml',
      `defaults: { ${entry} }\njobs: [{ model: spin, cores: 1, duration: 1 }]\n`,
    );
    await expectSilent(run('check', inDefaults), 2);
  });

  it.each([
    ['JSON that is cut', `{"model":"spin","env":{"TOKEN":"${SECRET}"`],
    ['JSON with a comma too many', `{"model":"spin","env":{"TOKEN":"${SECRET}",}}`],
    ['a value that is a list', `{"model":"spin","cores":1,"duration":1,"env":{"TOKEN":["${SECRET}"]}}`],
  ])('in JSON lines: %s', async (_, line) => {
    await expectSilent(run('check', file('broken.jsonl', line)), 2);
  });

  it.each([
    ['no JSON', `cores,duration,env\n1,1,${SECRET}\n`],
    ['a list', `cores,duration,env\n1,1,"[""${SECRET}""]"\n`],
    ['a wrong name', `cores,duration,env\n1,1,"{""A-B"":""${SECRET}""}"\n`],
    ['a quote that is opened late', `cores,duration,env\n1,1,${SECRET}"x\n`],
    ['a quote that is closed early', `cores,duration,env\n1,1,"{""A"":""${SECRET}""}"${SECRET}\n`],
    ['a cell too many', `cores,duration,env\n1,1,"{""A"":""${SECRET}""}",${SECRET}\n`],
  ])('in CSV: %s', async (_, text) => {
    await expectSilent(run('check', file('broken.csv', text)), 2);
  });
});

describe('a workload that is written', () => {
  it('keeps its env: it is a workload', async () => {
    const csv = file('in.csv', `cores,duration,env\n1,1,"{""A"":""${SECRET}""}"\n`);
    const { stdout } = await run('import', csv);
    expect(stdout).toContain(SECRET);
  });
});

it('nor is it in any file that was written', () => {
  const written = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(path(name)).isFile(),
  );
  const inputs = /^(?:w\.yaml|broken\.\w+|in\.csv|bin\/.*)$/;
  expect(written.filter((name) => name.endsWith('events.jsonl')).length).toBeGreaterThan(5);
  expect(written).toEqual(expect.arrayContaining(['page.html', 'svg/gantt.svg', 'compared/comparison.json']));
  for (const name of written.filter((one) => !inputs.test(one)))
    expect(`${name}: ${readFileSync(path(name), 'latin1')}`).not.toContain(SECRET);
});
