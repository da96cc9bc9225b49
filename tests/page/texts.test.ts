import { describe as group, expect, it } from '@jest/globals';
import { describe } from '../../src/page/describe.js';
import { noticesOf } from '../../src/page/notices.js';
import {
  figuresTable,
  ganttData,
  jobsData,
  statisticsData,
  updatesData,
  usageData,
  waitingData,
} from '../../src/page/table-data.js';
import { gantt } from '../../src/pictures/run/gantt.js';
import type { PicturedRun } from '../../src/pictures/run/pictured-run.js';
import { LIGHT } from '../../src/pictures/theme.js';
import { runOf, workloadOf } from '../export/sources.js';

const WORKLOAD = `{jobs: [
  {id: a, model: spin, duration: 2, cores: 1, user: ada, priority: 3, updates: [{at: 1, cores: 2}]},
  {id: b, model: spin, duration: 9, cores: 2, timeout: 1, retries: 1}
]}`;

function simulated(): Promise<PicturedRun> {
  return runOf(workloadOf(WORKLOAD), 2);
}

/** What is said of the n-th thing of a series. */
function told(run: PicturedRun, series: string, index: number): readonly string[] {
  const { option } = gantt(run, { theme: LIGHT, font: 'x', interactive: true });
  const all = option.series as unknown as { id: string; data: readonly unknown[] }[];
  const point = all.find(({ id }) => id === series)?.data[index];
  const value = Array.isArray(point) ? point : (point as { value: number[] }).value;
  const { title, lines } = describe(run, series, value as number[]);
  return [title, ...lines];
}

group('what is pointed at', () => {
  it('is told with its job', async () => {
    const run = await simulated();
    const a = ['spin, asked for 1 core', 'user ada', 'priority 3'];
    const b = ['spin, asked for 2 cores'];
    expect(told(run, 'cores', 0)).toEqual(['a', 'held core 0', '0 s to 1.5 s: 1.5 s', ...a]);
    expect(told(run, 'running', 0)).toEqual(['a', 'running on 1 core', '0 s to 1 s: 1 s', ...a]);
    expect(told(run, 'queued', 0)[1]).toBe('queued');
    expect(told(run, 'updates', 0)).toEqual(['a', 'its user asks for 2 cores', 'at 1 s']);
    expect(told(run, 'ends', 0)).toEqual(['b', 'failed: timeout, exit code 137', ...b]);
    expect(told(run, 'running', 3)).toContain('attempt 2');
  });
});

group('the tables', () => {
  it('have as many cells in a row as columns', async () => {
    const run = await simulated();
    const tables = [
      figuresTable(run.report),
      statisticsData(run.report),
      jobsData(run.report),
      ganttData(run),
      updatesData(run),
      usageData(run),
      waitingData(run),
    ];
    for (const { caption, columns, rows } of tables) {
      expect({ caption, rows: rows.length }).not.toEqual({ caption, rows: 0 });
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  it('tell what the charts show', async () => {
    const jobs = '[{id: a, model: spin, duration: 1, cores: 2}, {id: b, model: spin, duration: 3, cores: 1}]';
    const run = await runOf(workloadOf(`{jobs: ${jobs}}`), 2);
    expect(ganttData(run).rows).toEqual([
      ['a', 'running', '0', '1', '2', '0, 1'],
      ['b', 'queued', '0', '1', '', ''],
      ['b', 'running', '1', '4', '1', '0'],
    ]);
    expect(usageData(run).rows).toEqual([
      ['0', '2', '1', '0'],
      ['1', '1', '0', '0'],
      ['4', '0', '0', '0'],
    ]);
    expect(waitingData(run).rows.at(4)).toEqual(['50.0 %', '0', '1']);
    expect(waitingData(run).rows.at(-1)).toEqual(['100.0 %', '1', '4']);
  });
});

group('notices', () => {
  it('there are none of a run in which all is well', async () => {
    const run = await runOf(workloadOf('{jobs: [{model: spin, duration: 1, cores: 1}]}'), 1);
    expect(noticesOf(run.report)).toEqual([]);
  });

  it('tell why jobs failed', async () => {
    expect(noticesOf((await simulated()).report)).toEqual(['b failed: timeout, exit code 137']);
  });

  it('tell that nothing ran, has finished, or is there', async () => {
    const { report } = await simulated();
    const summary = { ...report.summary, finished: 0 };
    const run = { ...report.run, interrupted: 'the log has no end' };
    const jobs = report.jobs.map((job) => ({ ...job, started_at: null, state: 'cancelled' as const }));
    expect(noticesOf({ ...report, jobs, summary, run })).toEqual([
      'No job has run.',
      'No job has finished: there are no statistics.',
      'The run was interrupted: the log has no end.',
    ]);
    expect(noticesOf({ ...report, jobs: [], summary })).toEqual(['The run has no jobs.']);
  });
});
