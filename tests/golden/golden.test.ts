import { describe, expect, it } from '@jest/globals';
import { goldenCases } from '../reference/golden-cases.js';
import { scheduleDifferences } from '../reference/schedule-difference.js';
import { asSchedule, engineRun } from '../support/engine-run.js';

describe('worked schedules', () => {
  it.each(goldenCases().map((one) => [`${one.file}: ${one.flags}`, one] as const))('%s', async (_, one) => {
    const { report } = await engineRun(one.jobs, one.config);
    expect(scheduleDifferences(asSchedule(report), one.expected)).toEqual([]);
  });
});
