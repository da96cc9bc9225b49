import { describe, expect, it } from '@jest/globals';
import { loadWorkload } from '../../src/workload/load/load.js';
import { formatProblem } from '../../src/workload/problem.js';
import { summarizeWorkload } from '../../src/workload/summary.js';
import type { WorkloadSummary } from '../../src/workload/summary.js';

const MIX = `name: mix
cores: 4
jobs:
  - { arrival: 10, duration: 20, cores: 2, model: lstm }
  - { arrival: 0, duration: 10, cores: 1, model: spin, priority: 3 }
  - { arrival: 20, steps: 100, cores: 3, model: lstm }
  - { arrival: 4, image: app, cores: 4, priority: -1 }
`;

describe('summarizeWorkload', () => {
  it('counts jobs, programs, cores and work', () => {
    expect(summary(MIX)).toEqual({
      name: 'mix',
      file: 'w.yaml',
      capacity: 4,
      jobs: 4,
      programs: [
        { kind: 'model', name: 'lstm', jobs: 2 },
        { kind: 'model', name: 'spin', jobs: 1 },
        { kind: 'image', name: 'app', jobs: 1 },
      ],
      cores: { min: 1, median: 2.5, max: 4 },
      priorities: { min: -1, median: 0, max: 3 },
      work: { coreSeconds: 50, withDuration: 2, withSteps: 1, unknown: 1 },
      arrivals: { first: 0, last: 20, span: 20 },
      offeredLoad: 50 / (4 * 20),
      leastMakespan: 12.5,
      warnings: [],
    });
  });

  it('takes another capacity than the file asks for', () => {
    expect(summary(MIX, 8)).toMatchObject({ capacity: 8, offeredLoad: 50 / (8 * 20), leastMakespan: 6.25 });
  });

  it.each([
    ['no capacity', 'jobs: [{ duration: 5, cores: 1, model: spin, arrival: 3 }]'],
    [
      'no duration',
      'cores: 1\njobs: [{ steps: 5, cores: 1, model: spin }, { arrival: 3, steps: 5, cores: 1, model: spin }]',
    ],
    ['one instant', 'cores: 1\njobs: [{ duration: 5, cores: 1, model: spin }]'],
  ])('has no load with %s', (_name, text) => {
    expect(summary(text).offeredLoad).toBeUndefined();
  });
});

describe('warnings', () => {
  it.each([
    [
      '{ duration: 5, cores: 2, intra_op: 1, model: spin }',
      'more cores are asked for than the threads (inter_op + intra_op - 1) can keep busy',
    ],
    [
      '{ duration: 5, cores: 1, timeout: 4, model: spin }',
      'the timeout is shorter than the duration: at the requested cores the job is stopped',
    ],
    ['{ duration: 5, cores: 1, estimate: 4, model: spin }', 'the estimate is shorter than the duration'],
    [
      '{ duration: 5, cores: 2, min_cores: 2, model: spin }',
      'all cores are asked for and needed: nothing can run beside the job in any mode',
    ],
  ])('of %s', (job, message) => {
    expect(summary(`cores: 2\njobs:\n  - ${job}`).warnings).toEqual([{ jobs: ['job-1'], count: 1, message }]);
  });

  it('none of an ordinary job', () => {
    expect(
      summary('cores: 2\njobs:\n  - { duration: 5, cores: 2, timeout: 5, estimate: 5, model: spin }')
        .warnings,
    ).toEqual([]);
  });

  it('name three jobs and count all', () => {
    const jobs = '  - { duration: 5, cores: 1, timeout: 4, model: spin }\n'.repeat(5);
    expect(summary(`jobs:\n${jobs}`).warnings).toMatchObject([
      { jobs: ['job-1', 'job-2', 'job-3'], count: 5 },
    ]);
  });

  it('tell when no two jobs fit side by side', () => {
    const jobs = [2, 2, 3]
      .map((cores) => `  - { duration: 5, cores: ${String(cores)}, model: spin }\n`)
      .join('');
    expect(summary(`cores: 3\njobs:\n${jobs}`).warnings.map(({ message }) => message)).toEqual([
      'no two requests fit into 3 cores: under STRICT the jobs run one by one',
    ]);
    expect(summary(`cores: 4\njobs:\n${jobs}`).warnings).toEqual([]);
  });
});

function summary(text: string, capacity?: number): WorkloadSummary {
  const result = loadWorkload('w.yaml', text);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return summarizeWorkload(result.workload, capacity);
}
