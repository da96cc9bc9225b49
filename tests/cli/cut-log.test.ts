import { beforeAll, describe, expect, it } from '@jest/globals';
import { sandbox } from './support/tfsched.js';
import { SMALL } from './support/workloads.js';

const { file, read, tfsched } = sandbox();

let cut = '';
beforeAll(async () => {
  file('w.yaml', SMALL);
  await tfsched('simulate w.yaml --out whole');
  const log = read('whole/events.jsonl');
  // In the middle of a record, and of the run.
  const end = log.lastIndexOf('\n', log.length / 2) + 1;
  file('cut/events.jsonl', log.slice(0, end + 10));
  file('short/events.jsonl', log.slice(0, end));
  cut = 'note: the last 10 bytes of the log of cut are half a record, and left out\n';
});

describe('a log that was cut in the middle of a record', () => {
  it.each([
    'report DIR --json',
    'explain DIR --json',
    'explain DIR b',
    'export DIR -f csv',
    'export DIR -f trace',
  ])('is read as far as it goes by %s, and what was cut is told', async (line) => {
    const expected = await tfsched(line.replace('DIR', 'short'));
    expect(expected).toMatchObject({ code: 0, stderr: '' });
    expect(await tfsched(line.replace('DIR', 'cut'))).toEqual({ ...expected, stderr: cut });
  });

  it('is compared as far as it goes by diff, and it is told which one was cut', async () => {
    expect(await tfsched('diff short cut')).toMatchObject({ code: 0, stdout: '', stderr: cut });
    const { code, stderr } = await tfsched('diff cut whole');
    expect({ code, stderr }).toEqual({ code: 4, stderr: cut });
  });
});
