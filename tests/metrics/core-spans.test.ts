import { describe, expect, it } from '@jest/globals';
import { runOf, workloadOf } from '../export/sources.js';

const text = (spans: Awaited<ReturnType<typeof runOf>>['spans']) =>
  spans.map(({ core, job, start, end }) => `${core}: ${job} ${start}-${end}`);

describe('who holds which core', () => {
  it('is told from start to end', async () => {
    const { spans } = await runOf(workloadOf('{jobs: [{id: a, model: spin, duration: 2, cores: 2}]}'), 2);
    expect(text(spans)).toEqual(['0: a 0-2', '1: a 0-2']);
  });

  it('follows pauses and resumes', async () => {
    const jobs = '[{id: a, model: spin, duration: 3, cores: 1}, {id: b, model: spin, duration: 1, cores: 1}]';
    const { spans } = await runOf(workloadOf(`{jobs: ${jobs}}`), 1, {
      policy: 'rr',
      realloc: 'strict',
      quantum: 2,
    });
    expect(text(spans)).toEqual(['0: a 0-2', '0: b 2-3', '0: a 3-4']);
  });

  it('follows resizes, core by core', async () => {
    const jobs =
      '[{id: a, model: spin, duration: 4, cores: 1}, {id: b, model: spin, duration: 1, cores: 1, arrival: 1}]';
    const { spans } = await runOf(workloadOf(`{jobs: ${jobs}}`), 2, { policy: 'fcfs', realloc: 'max_prop' });
    expect(text(spans)).toEqual(['0: a 0-2.5', '1: a 0-1', '1: b 1-2', '1: a 2-2.5']);
  });

  it('has as many core-seconds as the jobs', async () => {
    const jobs = Array.from(
      { length: 9 },
      (_, index) => `{model: spin, duration: ${index + 1}, cores: ${1 + (index % 3)}}`,
    );
    const { report, spans } = await runOf(workloadOf(`{jobs: [${jobs.join(', ')}]}`), 4, {
      policy: 'rr',
      realloc: 'max_prop',
      quantum: 1,
    });
    const held = spans.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(held).toBeCloseTo(report.summary.core_seconds, 6);
  });
});
