import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LoadResult } from '../../../src/workload/load-result.js';
import { readWorkload, readWorkloadFile } from '../../../src/workload/load/read-workload.js';

const YAML = 'jobs:\n  - { id: a, duration: 5, cores: 1, model: spin }\n';
const LINES = '{"id":"a","duration":5,"cores":1,"model":"spin"}\n{"duration":5,"cores":1,"model":"spin"}\n';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tfsched-workload-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('readWorkloadFile', () => {
  it.each([
    ['w.yaml', YAML, ['a']],
    ['w.json', JSON.stringify({ jobs: [{ id: 'a', duration: 5, cores: 1, model: 'spin' }] }), ['a']],
    ['w.jsonl', LINES, ['a', 'job-2']],
  ])('reads %s', async (name, text, ids) => {
    const file = join(folder, name);
    await writeFile(file, text);
    expect(idsOf(await readWorkloadFile(file))).toEqual(ids);
  });

  it('a file that is not there is a problem', async () => {
    expect(faultsOf(await readWorkloadFile(join(folder, 'none.yaml')))).toEqual([
      '1:1: there is no such file, expected the path of a workload',
    ]);
  });

  it('so is a folder', async () => {
    expect(faultsOf(await readWorkloadFile(folder))).toEqual([
      '1:1: this is a folder, expected the path of a workload file in it',
    ]);
  });

  it('and a path that leads through a file', async () => {
    const file = join(folder, 'plain.yaml');
    await writeFile(file, YAML);
    expect(faultsOf(await readWorkloadFile(join(file, 'x.yaml')))).toEqual([
      '1:1: the file cannot be read (ENOTDIR), look at the disk or the path',
    ]);
  });
});

describe('readWorkload', () => {
  it('reads bytes that are cut anywhere', async () => {
    const bytes = Buffer.from(`name: "日本"\n${YAML}`);
    const result = await readWorkload('-', [bytes.subarray(0, 8), bytes.subarray(8)]);
    expect(result.ok && result.workload.name).toBe('日本');
  });

  it('stops reading at 16 MiB', async () => {
    let given = 0;
    function* endless(): Generator<Uint8Array> {
      for (;;) {
        given += 1;
        yield Buffer.alloc(1024 * 1024, '#');
      }
    }
    expect(faultsOf(await readWorkload('w.yaml', endless()))).toEqual([
      '1:1: the file is over 16 MiB, write it as JSON lines (.jsonl), one job a line',
    ]);
    expect(given).toBe(17);
  });

  it.each([
    ['w.yaml', Buffer.concat([Buffer.from('name: x\n# '), Buffer.from([0xe9]), Buffer.from(`\n${YAML}`)]), 2],
    ['w.yaml', Buffer.from(YAML, 'utf16le').swap16(), 0],
    ['w.jsonl', Buffer.concat([Buffer.from(LINES), Buffer.from([0xff])]), 3],
  ])('says where %s is no UTF-8', async (file, bytes, line) => {
    const faults = faultsOf(await readWorkload(file, [bytes]));
    expect(faults).toEqual([
      line === 0
        ? '1:1: this is no text file: it has the control character U+0000, expected YAML'
        : `${String(line)}:1: this line is no UTF-8 text, save the file as UTF-8`,
    ]);
  });

  it('lists what is wrong in JSON lines before the bytes that are no UTF-8', async () => {
    const result = await readWorkload('w.jsonl', [Buffer.from('{"cores":0}\n'), Buffer.from([0xff])]);
    expect(faultsOf(result).map((fault) => fault.split(':')[0])).toEqual(['1', '1', '1', '2']);
  });
});

function idsOf(result: LoadResult): string[] {
  return result.ok ? result.workload.jobs.map(({ id }) => id) : faultsOf(result);
}

function faultsOf(result: LoadResult): string[] {
  return result.ok
    ? []
    : result.problems.map(
        ({ line, column, message, hint }) => `${String(line)}:${String(column)}: ${message}, ${hint}`,
      );
}
