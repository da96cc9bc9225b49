import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { file, tfsched } = sandbox();

beforeAll(async () => {
  file('w.yaml', SMALL);
  for (const [name, rules] of Object.entries({ one: '', same: '', other: '-p prio' })) {
    await tfsched(`simulate w.yaml ${rules} --out ${name}`);
    file(`${name}.json`, (await tfsched(`report ${name} --json`)).stdout);
  }
});

describe('diff', () => {
  it.each(['one same', 'one one/events.jsonl', 'one one.json', 'one.json same.json', 'other.json other'])(
    'finds %s equal: nothing on stdout, exit code 0',
    async (runs) => {
      expect(await tfsched(`diff ${runs}`)).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
      expect((await tfsched(`diff ${runs} --json`)).stdout).toBe('null\n');
    },
  );

  it.each(['one other', 'one.json other', 'one other.json', 'one.json other.json'])(
    'names the first decision in which %s differ, exit code 4',
    async (runs) => {
      const { code, stdout, stderr } = await tfsched(`diff ${runs}`);
      // Under PRIO the urgent c starts on the free core when it comes; under FCFS it waits behind b.
      expect(stdout).toMatch(
        /^at 1\.000000 s, job c:\n {2}expected \(one\S*\): .*\n {2}actual \(other\S*\): .*(start with|runs on) 1.*\n$/,
      );
      expect({ code, stderr }).toEqual({ code: 4, stderr: '' });
    },
  );

  it('gives the difference as one JSON value', async () => {
    const { code, stdout } = await tfsched('diff one other --json');
    expect(JSON.parse(stdout)).toMatchObject({ at: 1, job: 'c' });
    expect(code).toBe(4);
  });

  it.each([
    ['one nowhere', /no log in nowhere/],
    ['w.yaml one', /^error: w\.yaml: no JSON report/],
  ])('refuses %s', async (runs, what) => {
    expectRefusal(await tfsched(`diff ${runs}`), 4, what);
  });
});
