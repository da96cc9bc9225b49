import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectRefusal } from './support/expect-refusal.js';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { file, read, tfsched } = sandbox();

beforeAll(async () => {
  file('w.yaml', SMALL);
  await tfsched('simulate w.yaml --out good');
});

/** Lines of a good log, changed. */
function log(name: string, change: (lines: string[]) => string[]): void {
  const lines = read('good/events.jsonl').trimEnd().split('\n');
  const changed = change(lines).map((line) => `${line}\n`);
  file(`${name}/events.jsonl`, changed.join(''));
}

describe('a log that cannot be read is exit code 4', () => {
  it.each([
    ['nowhere', /^error: no log in nowhere: there is no such folder\n$/],
    ['.', /^error: no log in \.: there is no events\.jsonl\n$/],
    ['w.yaml', /^error: w\.yaml:1: the line is not JSON/],
    ['', /^error: there is no run in .*\/state\/tfsched\/runs: name the folder of one/],
  ])('report %s', async (line, what) => {
    expectRefusal(await tfsched(`report ${line}`), 4, what);
  });

  it.each<[string, RegExp, (lines: string[]) => string[]]>([
    ['empty', /the log has no record: its run was stopped before it began/, () => []],
    ['foreign', /not a log of tfsched: it does not begin with a run record/, () => ['{"kind":"start"}']],
    ['headless', /not a log of tfsched/, (lines) => lines.slice(1)],
    [
      'of another version',
      /the log has version 99, this tfsched reads version 1/,
      (lines) => [String(lines[0]).replace('"version":1', '"version":99'), ...lines.slice(1)],
    ],
    [
      'torn in the middle',
      /events\.jsonl:3: the line is not JSON/,
      (lines) => lines.map((line, index) => (index === 2 ? line.slice(0, 20) : line)),
    ],
    [
      'with a strange record',
      /events\.jsonl:2: a record of kind "banana" is not known/,
      (lines) => [String(lines[0]), '{"kind":"banana"}', ...lines.slice(1)],
    ],
    [
      'with a broken record',
      /events\.jsonl:2: its job record is broken: cores/,
      (lines) =>
        lines.map((line, index) => (index === 1 ? line.replace('"cores":1', '"cores":"many"') : line)),
    ],
    ['of two runs', /a second run begins in the same log/, (lines) => [...lines, ...lines]],
    [
      'about a job that is not in it',
      /events\.jsonl:\d+|job/,
      (lines) => lines.filter((line) => !line.includes('"kind":"job","job":"b"')),
    ],
  ])('one that is %s', async (name, what, change) => {
    log(name, change);
    expectRefusal(await tfsched(['report', name]), 4, what);
    expectRefusal(await tfsched(['diff', name, 'good']), 4, what);
  });
});

describe('a log whose end is missing', () => {
  it('is reported as far as it goes, and what was cut is told', async () => {
    const whole = read('good/events.jsonl');
    file('cut/events.jsonl', whole.slice(0, whole.indexOf('"kind":"exited"') + 30));
    const { code, stdout, stderr } = await tfsched('report cut');
    expect(stderr).toMatch(/^note: the last \d+ bytes of the log of cut are half a record, and left out\n$/);
    expect(stdout).toMatch(/\ninterrupted: the log has no end\n/);
    expect(code).toBe(0);
  });
});

describe('report without a folder', () => {
  it('takes the latest run, and says which', async () => {
    await tfsched('simulate w.yaml --out state/tfsched/runs/20200101-000000-aaaa');
    await tfsched('simulate w.yaml -p rr --out state/tfsched/runs/20200102-000000-aaaa');
    const { code, stdout, stderr } = await tfsched('report');
    expect(stderr).toMatch(/\/20200102-000000-aaaa\n$/);
    expect(stdout).toMatch(/^small: rr, /);
    expect(code).toBe(0);
  });
});
