import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { sandbox } from './support/tfsched.js';

const { tfsched } = sandbox();
const EXAMPLES = new URL('../../workloads/', import.meta.url);

let ofWorkload: ValidateFunction;
let ofReport: ValidateFunction;
beforeAll(async () => {
  ofWorkload = await compiled('workload');
  ofReport = await compiled('report');
});

async function compiled(what: string): Promise<ValidateFunction> {
  const { code, stdout, stderr } = await tfsched(`schema ${what}`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const schema = JSON.parse(stdout) as { readonly $schema: string };
  // Editors are behind: the schema of workloads is of the draft that they know.
  const Compiler = schema.$schema.includes('2020-12') ? Ajv2020 : Ajv;
  return new Compiler({ strict: false, allErrors: true }).compile(schema);
}

describe('the published schemas', () => {
  it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')))('allow %s', (name) => {
    ofWorkload(parse(readFileSync(new URL(name, EXAMPLES), 'utf8')));
    expect(ofWorkload.errors ?? []).toEqual([]);
  });

  it.each([
    ['no jobs', {}],
    ['an unknown key', { jobs: [{ model: 'spin', cores: 1, duration: 1 }], deafults: {} }],
    ['an unknown key of a job', { jobs: [{ model: 'spin', cores: 1, duration: 1, cors: 2 }] }],
    ['an unknown model', { jobs: [{ model: 'mnist', cores: 1, duration: 1 }] }],
    ['a negative time', { jobs: [{ model: 'spin', cores: 1, duration: -1 }] }],
    ['half a core', { jobs: [{ model: 'spin', cores: 0.5, duration: 1 }] }],
  ])('do not allow a workload with %s', (_, workload) => {
    expect(ofWorkload(workload)).toBe(false);
  });

  it('do not allow a report with a time that is a text', async () => {
    const stdin = '{"jobs":[{"model":"spin","cores":1,"duration":1}]}';
    const { stdout } = await tfsched('simulate - --json', { stdin });
    expect(ofReport(JSON.parse(stdout))).toBe(true);
    expect(ofReport(JSON.parse(stdout.replace('"waiting":0', '"waiting":"0 s"')))).toBe(false);
  });

  it('are those of workloads unless reports are asked for', async () => {
    expect(await tfsched('schema')).toEqual(await tfsched('schema workload'));
  });
});
