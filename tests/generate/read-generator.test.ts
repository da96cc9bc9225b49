import { describe, expect, it } from '@jest/globals';
import { completed, readGenerator } from '../../src/generate/read-generator.js';
import { formatProblem } from '../../src/workload/problem.js';

function read(text: string): unknown {
  const result = readGenerator('g.yaml', text);
  return result.ok ? result.spec : result.problems.map(formatProblem);
}

describe('a generator spec', () => {
  it('has lists, weights, times and a distribution', () => {
    const text = `generate:
  jobs: 10
  cores: 4
  arrival: bursty
  day: 2h
  durations: { lognormal: { median: 10s, sigma: 0.5 } }
  requests: { 1: 3, 4: 1 }
  models: [spin, lstm]
`;
    expect(read(text)).toEqual({
      jobs: 10,
      cores: 4,
      arrival: 'bursty',
      day: 7200,
      durations: { lognormal: { median: 10, sigma: 0.5 } },
      requests: [
        { value: 1, weight: 3 },
        { value: 4, weight: 1 },
      ],
      models: [
        { value: 'spin', weight: 1 },
        { value: 'lstm', weight: 1 },
      ],
    });
  });

  it.each([
    ['generate: 3', 'g.yaml:1:11: generate is no mapping, expected keys such as jobs: 100 and cores: 8'],
    ['generate: {job: 3}', 'g.yaml:1:12: unknown key "job", did you mean "jobs"?'],
    ['generate: {jobs: 0}', 'g.yaml:1:18: jobs is 0, expected a whole number from 1 to 1000000'],
    [
      'generate: {models: [foo]}',
      'models[0] is "foo", expected one of mnist_cnn, resnet20, lstm, resnet50, spin',
    ],
    ['generate: {requests: {x: 1}}', 'expected a list of numbers of cores, or weights by number'],
    ['generate: {durations: []}', 'expected'],
    ['{generate: {jobs: 1}, jobs: []}', 'unknown key "jobs"'],
  ])('is told what is wrong in %s', (text, problem) => {
    expect(read(text)).toEqual([expect.stringContaining(problem)]);
  });

  it('must say how many jobs and cores', () => {
    expect(completed({ cores: 1 })).toBe('jobs');
    expect(completed({ jobs: 1 })).toBe('cores');
    expect(completed({ jobs: 1, cores: 2, load: 3 })).toEqual({ jobs: 1, cores: 2, load: 3 });
  });
});
