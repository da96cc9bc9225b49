import { describe, expect, it } from '@jest/globals';
import type { TextSource } from '../../../src/workload/lines/line-batches.js';
import { streamJobs } from '../../../src/workload/lines/stream-jobs.js';
import type { LoadOptions } from '../../../src/workload/load-result.js';
import { formatProblem, InvalidWorkload } from '../../../src/workload/problem.js';

const JOB = '"duration":5,"cores":1,"model":"spin"';

describe('streamJobs', () => {
  it('gives the jobs in the order of the file', async () => {
    const { ids, problems } = await stream([`{"id":"a",${JOB}}\n\n{`, `"id":"b",${JOB}}\r\n{${JOB}}`]);
    expect(ids).toEqual(['a', 'b', 'job-3']);
    expect(problems).toEqual([]);
  });

  it('gives each job as soon as its line is there', async () => {
    let asked = 0;
    function* source(): Generator<string> {
      for (;;) {
        asked += 1;
        yield `{${JOB}}\n`;
      }
    }
    const jobs = streamJobs('w.jsonl', source());
    await jobs.next();
    await jobs.next();
    expect(asked).toBe(2);
    await jobs.return();
  });

  it('gives no job after a fault, and all faults at the end', async () => {
    const lines = [`{"id":"a",${JOB}}`, '{"cores":0}', `{"id":"b",${JOB}}`, `{"id":"a",${JOB}}`];
    const { ids, problems } = await stream([lines.join('\n')]);
    expect(ids).toEqual(['a']);
    expect(problems.map((problem) => problem.split(', ')[0])).toEqual([
      'w.jsonl:2:1: neither model nor image is given',
      'w.jsonl:2:1: neither duration nor steps is given',
      'w.jsonl:2:10: cores is 0',
      'w.jsonl:4:7: the id "a" is taken by the job on line 1',
    ]);
  });

  it('says when there is no job', async () => {
    expect((await stream([])).problems).toEqual([
      'w.jsonl:1:1: the file has no job, expected at least one job, one a line',
    ]);
  });

  it('knows the capacity', async () => {
    const { problems } = await stream([`{${JOB}}`, '\n{"duration":5,"cores":3,"model":"spin"}'], {
      capacity: 2,
    });
    expect(problems).toEqual([
      'w.jsonl:2:23: a request of 3 cores is above the capacity of 2, expected at most 2, or give the run more cores',
    ]);
  });

  it('says which line is no UTF-8', async () => {
    const { ids, problems } = await stream([Buffer.from(`{${JOB}}\n`), Buffer.from([0x22, 0xff])]);
    expect(ids).toEqual(['job-1']);
    expect(problems).toEqual(['w.jsonl:2:1: this line is no UTF-8 text, save the file as UTF-8']);
  });

  it('passes on a failure of the source', async () => {
    function* source(): Generator<string> {
      yield `{${JOB}}\n`;
      throw new Error('disk');
    }
    await expect(stream(source())).rejects.toThrow('disk');
  });
});

async function stream(
  source: TextSource,
  options: LoadOptions = {},
): Promise<{ ids: string[]; problems: string[] }> {
  const ids: string[] = [];
  try {
    for await (const { id } of streamJobs('w.jsonl', source, options)) ids.push(id);
    return { ids, problems: [] };
  } catch (error) {
    if (!(error instanceof InvalidWorkload)) throw error;
    return { ids, problems: error.problems.map(formatProblem) };
  }
}
