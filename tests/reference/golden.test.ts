import { describe, expect, it } from '@jest/globals';
import { goldenCases } from './golden-cases.js';
import { referenceSchedule } from './reference-scheduler.js';
import { scheduleDifferences } from './schedule-difference.js';

const cases = goldenCases();

describe('the reference gives every worked schedule', () => {
  it.each(cases.map((one) => [one.file, one.flags, one] as const))('%s: %s', (_file, _flags, one) => {
    const actual = referenceSchedule(one.jobs, one.config);
    expect(scheduleDifferences(actual, one.expected)).toEqual([]);
  });

  it('finds all files, each with every combination of policy and mode', () => {
    const files = new Set(cases.map((one) => one.file));
    expect(files.size).toBe(11);
    for (const file of files) {
      const combinations = cases
        .filter((one) => one.file === file && one.config.policy !== 'none')
        .map(({ config }) => `${config.policy} ${config.preemptive ? 'preemptive ' : ''}${config.realloc}`);
      expect(new Set(combinations).size).toBe(12);
    }
  });
});

describe('scheduleDifferences', () => {
  const one = cases[0]!;

  it('sees a changed figure, a missing segment and another state', () => {
    const changed = structuredClone(one.expected);
    changed.jobs[1]!.waiting += 0.001;
    changed.jobs[0]!.state = 'failed';
    changed.segments.pop();
    const fields = scheduleDifferences(changed, one.expected).map((line) => line.split(':')[0]);
    expect(fields).toEqual(expect.arrayContaining(['number of segments', 'job a, state', 'job b, waiting']));
  });

  it('lets rounding pass', () => {
    const changed = structuredClone(one.expected);
    changed.jobs[1]!.waiting += 1e-8;
    expect(scheduleDifferences(changed, one.expected)).toEqual([]);
  });
});
