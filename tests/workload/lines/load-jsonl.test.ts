import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LoadResult } from '../../../src/workload/load-result.js';
import { loadWorkload } from '../../../src/workload/load/load.js';
import { formatProblem } from '../../../src/workload/problem.js';
import { faultsOf } from '../faults-of.js';
import { jobEntries, jsonLine } from '../job-arbitrary.js';

const JOB = '"duration":5,"cores":1,"model":"spin"';

/** Lines with faults, and what is said about them. */
const CASES: [name: string, lines: string[], faults: string[]][] = [
  ['nothing', [''], ['1:1: the file has no job, expected at least one job, one a line']],
  ['blank lines only', ['', ' ', '\t'], ['1:1: the file has no job, expected at least one job, one a line']],
  [
    'no JSON',
    [`{${JOB}}`, 'cores: 1'],
    [
      '2:1: this line is not valid JSON, expected a text in double quotes, a number, true, false, null, { or [',
    ],
  ],
  ['YAML', [`{ id: a, ${JOB} }`], ['1:3: this line is not valid JSON, expected a key in double quotes']],
  ['a comma too many', [`{${JOB},}`], ['1:40: this line is not valid JSON, expected a key in double quotes']],
  [
    'two jobs on a line',
    [`{${JOB}} {${JOB}}`],
    ['1:41: this line is not valid JSON, expected nothing after the job'],
  ],
  [
    'a job over two lines',
    [`{${JOB},`, '"priority":1}'],
    [
      '1:40: this line is not valid JSON, expected a key in double quotes',
      '2:11: this line is not valid JSON, expected nothing after the job',
    ],
  ],
  [
    'no mapping',
    ['[]', '5', 'null'],
    [
      '1:1: a job is no mapping, expected keys such as model: spin and duration: 5s',
      '2:1: a job is no mapping, expected keys such as model: spin and duration: 5s',
      '3:1: a job is empty, expected keys such as model: spin and duration: 5s',
    ],
  ],
  [
    'a faulty value',
    [`{${JOB}}`, '', `{"duration":5,"cores":"x","model":"spni"}`],
    [
      '3:23: cores is "x", expected a whole number from 1 to 100000',
      '3:35: model is "spni", did you mean "spin"?',
    ],
  ],
  [
    'a key twice',
    [`{${JOB},"cores":2}`],
    ['1:40: the key "cores" is given twice in one mapping, keep one of them'],
  ],
  [
    'an id twice',
    [`{"id":"a",${JOB}}`, `{"id":"b",${JOB}}`, `{"id":"a",${JOB}}`],
    ['3:7: the id "a" is taken by the job on line 1, give each job an id of its own'],
  ],
  [
    'a default id taken',
    [`{"id":"job-2",${JOB}}`, `{${JOB}}`],
    ['2:1: the default id "job-2" is taken by the job on line 1, give each job an id of its own'],
  ],
  [
    'a rule broken',
    [`{${JOB},"max_cores":1,"min_cores":2}`],
    ['1:66: min_cores 2 is above cores 1, expected at most 1'],
  ],
  [
    'a whole workload',
    ['{"jobs":[]}'],
    [
      '1:1: neither model nor image is given, add one, such as model: mnist_cnn',
      '1:1: neither duration nor steps is given, add one, such as duration: 20s',
      '1:1: cores is missing, say how many cores the job asks for, or give intra_op',
      '1:2: unknown key "jobs", it belongs to the whole workload, not to a job',
    ],
  ],
  [
    'CR LF and a byte order mark',
    [`\ufeff{${JOB}}\r`, `{${JOB},"seed":-1}\r`],
    ['2:47: seed is -1, expected a whole number from 0 to 4294967295'],
  ],
];

describe('JSON lines with faults', () => {
  it.each(CASES)('%s', (_name, lines, faults) => {
    expect(faultsOf(lines.join('\n'), {}, 'workload.jsonl')).toEqual(faults);
  });
});

describe('JSON lines', () => {
  it('say of any jobs what the same jobs say in a YAML file, in the same places', () => {
    let valid = 0;
    fc.assert(
      fc.property(
        fc.array(jobEntries, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(undefined, 2),
        (jobs, capacity) => {
          const lines = jobs.map(jsonLine);
          const options = { capacity, forSimulation: 'duration' } as const;
          const asLines = loadWorkload('w.jsonl', ['', ...lines].join('\n'), options);
          const asYaml = loadWorkload('w.jsonl.yaml', `{"jobs":[\n${lines.join(',\n')}\n]}`, options);
          if (asLines.ok) valid += 1;
          expect(withoutFile(asLines)).toEqual(withoutFile(asYaml));
        },
      ),
      { numRuns: 500 },
    );

    expect(valid).toBeGreaterThan(5);
  });

  it('a line over 1 MiB is no job, and is not looked into', () => {
    const text = `{"user":"${'x'.repeat(1024 * 1024)}",${JOB}}\n{${JOB}}`;
    expect(faultsOf(text, {}, 'w.jsonl')).toEqual(['1:1: the line is over 1 MiB, expected one job a line']);
  });

  it('says how many faults it does not list', () => {
    const faults = faultsOf('x\n'.repeat(10_002), {}, 'w.jsonl');
    expect(faults).toHaveLength(10_001);
    expect(faults.at(-1)).toBe('10003:1: 2 more problems, mend those above first');
  });
});

function withoutFile(result: LoadResult): unknown {
  return result.ok
    ? result.workload.jobs
    : result.problems.map(formatProblem).map((text) => text.replace(/^[^:]*:/, ''));
}
