import { expect, it } from '@jest/globals';
import { stretchesOf } from '../../../src/pictures/run/stretches.js';
import { runOf, workloadOf } from '../../export/sources.js';

const text = (list: readonly { job: string; start: number; end: number }[]): string[] =>
  list.map(({ job, start, end }) => `${job} ${start}-${end}`);

it('a job is queued when it neither runs nor is paused', async () => {
  const jobs = ['a', 'b', 'c'].map((id) => `{id: ${id}, model: spin, duration: 3, cores: 1}`);
  const { report } = await runOf(workloadOf(`{jobs: [${jobs.join(', ')}]}`), 1, {
    policy: 'rr',
    realloc: 'strict',
    quantum: 2,
  });
  const { running, paused, queued } = stretchesOf(report);
  expect(text(running)).toEqual(['a 0-2', 'b 2-4', 'c 4-6', 'a 6-7', 'b 7-8', 'c 8-9']);
  expect(text(paused)).toEqual(['a 2-6', 'b 4-7', 'c 6-8']);
  expect(text(queued)).toEqual(['b 0-2', 'c 0-4']);
});

it('a job is queued again before a second attempt', async () => {
  const jobs =
    '[{id: a, model: spin, duration: 9, cores: 1, timeout: 2, retries: 1}, {id: b, model: spin, duration: 3, cores: 1}]';
  const { report } = await runOf(workloadOf(`{jobs: ${jobs}}`), 1, {
    policy: 'rr',
    realloc: 'strict',
    quantum: 9,
  });
  const { running, queued } = stretchesOf(report);
  expect(running.map(({ attempt }) => attempt)).toEqual([1, 1, 2]);
  expect(queued).toEqual([
    { job: 'b', start: 0, end: 2, cores: 0, attempt: 0 },
    { job: 'a', start: 2, end: 5, cores: 0, attempt: 1 },
  ]);
});

it('waiting is what a job is queued and paused', async () => {
  const jobs = Array.from(
    { length: 12 },
    (_, index) =>
      `{model: spin, duration: ${1 + (index % 5)}, cores: ${1 + (index % 3)}, arrival: ${index / 2}}`,
  );
  const { report } = await runOf(workloadOf(`{jobs: [${jobs.join(', ')}]}`), 3, {
    policy: 'rr',
    realloc: 'max_prop',
    quantum: 1,
  });
  const { paused, queued } = stretchesOf(report);
  for (const { id, waiting } of report.jobs) {
    const own = [...paused, ...queued].filter(({ job }) => job === id);
    expect(own.reduce((sum, { start, end }) => sum + end - start, 0)).toBeCloseTo(waiting, 6);
  }
});
