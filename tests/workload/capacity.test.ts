import { describe, expect, it } from '@jest/globals';
import { checkCapacity } from '../../src/workload/capacity.js';
import { loadWorkload } from '../../src/workload/load/load.js';
import { formatProblem } from '../../src/workload/problem.js';
import { faultsOf } from './faults-of.js';

const YAML = `defaults: { model: spin, duration: 5, max_cores: 6 }
jobs:
  - { id: a, cores: 2, updates: [{ at: 9, cores: 5 }, { at: 1, cores: 1 }] }
  - { id: b, intra_op: 4, min_cores: 3 }
`;

describe('checkCapacity', () => {
  it.each([1, 2, 3, 4, 5, 6])('of %d cores finds after loading what loading with them finds', (capacity) => {
    expect(check('w.yaml', YAML, capacity)).toEqual(faultsOf(YAML, { capacity }));
  });

  it('says where each is, in defaults once', () => {
    expect(check('w.yaml', YAML, 2)).toEqual([
      '1:50: max_cores 6 is above the capacity of 2, expected at most 2, or give the run more cores',
      '3:50: an update to 5 cores is above the capacity of 2, expected at most 2, or give the run more cores',
      '4:24: a request of 4 cores is above the capacity of 2, expected at most 2, or give the run more cores',
      '4:38: min_cores 3 is above the capacity of 2, expected at most 2, or give the run more cores',
    ]);
  });

  it('names the line in JSON lines, blank ones counted', () => {
    const lines = [
      '',
      '{"cores":1,"model":"spin","duration":5}',
      '',
      '{"cores":3,"model":"spin","duration":5}',
    ];
    expect(check('w.jsonl', lines.join('\n'), 2)).toEqual([
      '4:1: a request of 3 cores is above the capacity of 2, expected at most 2, or give the run more cores',
    ]);
  });

  it('checks a workload that no file made', () => {
    const result = loadWorkload('w.yaml', YAML);
    const workload = result.ok ? { ...result.workload } : { file: '', jobs: [] };
    expect(checkCapacity(workload, 5).map(({ line, column }) => [line, column])).toEqual([[1, 1]]);
  });
});

function check(file: string, text: string, capacity: number): string[] {
  const result = loadWorkload(file, text);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return checkCapacity(result.workload, capacity).map((problem) =>
    formatProblem(problem).slice(file.length + 1),
  );
}
