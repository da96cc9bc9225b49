import { describe, expect, it } from '@jest/globals';
import { swf } from '../../src/export/swf.js';
import { runOf, workloadOf } from './sources.js';

const JOBS = `{name: two jobs, cores: 2, jobs: [
  {id: first, model: spin, duration: 2.5, cores: 2, user: ana, estimate: 4},
  {id: second, model: lstm, duration: 1, cores: 1, arrival: 1}]}`;

const lines = (pieces: Iterable<string>) => [...pieces].join('').trimEnd().split('\n');

describe('swf', () => {
  it('tells of a workload what is asked for', () => {
    expect(lines(swf.fromWorkload!(workloadOf(JOBS)))).toEqual([
      '; Version: 2.2',
      '; Computer: two jobs',
      '; MaxJobs: 2',
      '; MaxRecords: 2',
      '; MaxProcs: 2',
      '; Note: written by tfsched',
      '1 0 -1 2.5 -1 -1 -1 2 4 -1 -1 1 -1 1 -1 -1 -1 -1',
      '2 1 -1 1 -1 -1 -1 1 -1 -1 -1 -1 -1 2 -1 -1 -1 -1',
    ]);
  });

  it('tells of a run what came of it', async () => {
    const run = await runOf(workloadOf(JOBS), 2);
    expect(lines(swf.fromRun!(run)).slice(6)).toEqual([
      '1 0 0 2.5 2 -1 -1 2 -1 -1 1 1 -1 1 -1 -1 -1 -1',
      '2 1 1.5 1 1 -1 -1 1 -1 -1 1 -1 -1 2 -1 -1 -1 -1',
    ]);
  });

  it('keeps numbers that jobs and users have as their names', () => {
    const text = '{jobs: [{id: "7", model: spin, duration: 1, cores: 1, user: "12"}]}';
    expect(lines(swf.fromWorkload!(workloadOf(text))).at(-1)).toBe(
      '7 0 -1 1 -1 -1 -1 1 -1 -1 -1 12 -1 1 -1 -1 -1 -1',
    );
  });
});
