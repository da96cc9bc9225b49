import { describe, expect, it } from '@jest/globals';
import type { EChartsOption } from 'echarts';
import { pngOf, svgOf } from '../../../src/pictures/draw.js';
import type { Picture } from '../../../src/pictures/picture.js';
import { gantt } from '../../../src/pictures/run/gantt.js';
import type { PicturedRun } from '../../../src/pictures/run/pictured-run.js';
import { picturesOf } from '../../../src/pictures/run/pictures.js';
import { usage } from '../../../src/pictures/run/usage.js';
import { distribution, waiting } from '../../../src/pictures/run/waiting.js';
import { DARK, LIGHT } from '../../../src/pictures/theme.js';
import { runOf, workloadOf } from '../../export/sources.js';

const LOOK = { theme: LIGHT, font: 'DejaVu Sans', interactive: false };

const TURNS = `{name: turns, jobs: [
  {id: a, model: spin, duration: 3, cores: 1},
  {id: b, model: spin, duration: 3, cores: 2, user: 'R&D <x>'},
  {id: c, model: spin, duration: 9, cores: 1, arrival: 1, timeout: 2, updates: [{at: 2, cores: 2}]}
]}`;

function turns(): Promise<PicturedRun> {
  return runOf(workloadOf(TURNS), 2, { policy: 'rr', realloc: 'strict', quantum: 1 });
}

interface DrawnSeries {
  readonly id: string;
  readonly name: string;
  readonly data: readonly unknown[];
}

function seriesOf({ option }: Picture): ReadonlyMap<string, DrawnSeries> {
  return new Map((option.series as unknown as DrawnSeries[]).map((series) => [series.id, series]));
}

function namesOf(axes: EChartsOption['xAxis'] | EChartsOption['yAxis']): (string | undefined)[] {
  return [axes].flat().map((axis) => (axis as { name?: string }).name);
}

/** Texts of a picture, in the order in which they are drawn. */
async function textsOf(picture: Picture): Promise<readonly string[]> {
  return [...(await svgOf(picture)).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

describe('cores and jobs over time', () => {
  it('has a bar for each time that a core was held, and for each stretch of a job', async () => {
    const run = await turns();
    const series = seriesOf(gantt(run, LOOK));
    const { segments } = run.report;
    expect(series.get('cores')?.data).toHaveLength(run.spans.length);
    expect(series.get('running')?.data).toHaveLength(segments.filter(({ kind }) => kind === 'run').length);
    expect(series.get('paused')?.data).toHaveLength(segments.filter(({ kind }) => kind === 'pause').length);
    expect(series.get('queued')?.data.length).toBeGreaterThan(0);
  });

  it('marks updates of users and ends without success', async () => {
    const series = seriesOf(gantt(await turns(), LOOK));
    expect(series.get('updates')?.data).toMatchObject([{ value: [2, 2, 2, 0] }]);
    expect(series.get('ends')?.data).toMatchObject([{ value: [expect.any(Number), 2, 2] }]);
  });

  it('names cores, jobs and the unit of time', async () => {
    const { option } = gantt(await turns(), LOOK);
    expect(namesOf(option.xAxis)).toEqual([undefined, "time on the run's clock (s)"]);
    expect(namesOf(option.yAxis)).toEqual(['core', 'job']);
    expect(option.yAxis).toMatchObject([{ data: ['0', '1'] }, { data: ['a', 'b', 'c'] }]);
  });

  it('draws every bar, with the words that fit', async () => {
    const run = await turns();
    const picture = gantt(run, LOOK);
    const svg = await svgOf(picture);
    const filled = LIGHT.jobs.reduce((sum, { fill }) => sum + svg.split(`fill="${fill}"`).length - 1, 0);
    const running = run.report.segments.filter(({ kind }) => kind === 'run').length;
    // And the sign of the legend.
    expect(filled).toBe(run.spans.length + running + 1);
    expect(await textsOf(picture)).toEqual(
      expect.arrayContaining(['core', 'job', 'paused', 'queued', 'a', 'b']),
    );
  });

  it('is higher where a job has more cores, in its own row', async () => {
    const jobs =
      '[{id: a, model: spin, duration: 4, cores: 1}, {id: b, model: spin, duration: 1, cores: 1, arrival: 1}]';
    const run = await runOf(workloadOf(`{jobs: ${jobs}}`), 2, { policy: 'fcfs', realloc: 'max_prop' });
    const bars = seriesOf(gantt(run, LOOK)).get('running')?.data as readonly (readonly number[])[];
    const ofA = bars.filter(([row]) => row === 0).map(([, , , , cores, , height]) => [cores, height]);
    expect(ofA).toEqual([
      [2, 1],
      [1, 0.5],
      [2, 1],
    ]);
  });

  it('has no cores under the policy none', async () => {
    const run = await runOf(workloadOf(TURNS), 2, { policy: 'none', realloc: 'strict' });
    const picture = gantt(
      { ...run, report: { ...run.report, config: { ...run.report.config, realloc: null } } },
      LOOK,
    );
    expect([...seriesOf(picture).keys()]).not.toContain('cores');
    expect(namesOf(picture.option.yAxis)).toEqual(['job']);
  });

  it('orders jobs by arrival, then as in the file', async () => {
    const jobs = [
      ['late', 5],
      ['first', 0],
      ['second', 0],
    ].map(([id, arrival]) => `{id: ${id}, model: spin, duration: 1, cores: 1, arrival: ${arrival}}`);
    const { option } = gantt(await runOf(workloadOf(`{jobs: [${jobs.join(', ')}]}`), 1), LOOK);
    expect(option.yAxis).toMatchObject([{}, { data: ['first', 'second', 'late'] }]);
  });

  it('fades all jobs but the one that is looked at', async () => {
    const svg = await svgOf(gantt(await turns(), LOOK, 0));
    expect(svg).toContain('opacity="0.12"');
  });

  it('is in the colours of its theme', async () => {
    const svg = await svgOf(gantt(await turns(), { ...LOOK, theme: DARK, interactive: true }));
    expect(svg).toContain(DARK.jobs[0]!.fill);
    expect(svg).not.toContain(LIGHT.jobs[0]!.fill);
  });

  it('is never higher than can be looked at', async () => {
    const jobs = Array.from(
      { length: 3000 },
      (_, at) => `{model: spin, duration: 1, cores: 1, arrival: ${at}}`,
    );
    const run = await runOf(workloadOf(`{jobs: [${jobs.join(', ')}]}`), 4);
    expect(gantt(run, LOOK).height).toBeLessThan(2200);
    expect(gantt(run, { ...LOOK, interactive: true }).height).toBeLessThan(1000);
  });
});

describe('cores in use and jobs that wait', () => {
  it('are lines in steps, up to the capacity', async () => {
    const picture = usage(await runOf(workloadOf('{jobs: [{model: spin, duration: 2, cores: 2}]}'), 4), LOOK);
    expect(seriesOf(picture).get('cores in use')?.data).toEqual([
      [0, 2],
      [2, 0],
    ]);
    expect(picture.option.yAxis).toMatchObject([{ name: 'cores', max: 4 }, { name: 'jobs' }]);
    expect(namesOf(picture.option.xAxis)).toEqual([undefined, "time on the run's clock (s)"]);
  });
});

describe('waiting and turnaround', () => {
  it('are the shares of jobs that took no longer', () => {
    expect(distribution([3, 1, 3, 2])).toEqual([
      [0, 0],
      [1, 0.25],
      [2, 0.5],
      [3, 1],
    ]);
    expect(distribution([0])).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  it('are of finished jobs, both to the same end', async () => {
    const series = seriesOf(waiting(await turns(), LOOK)!);
    expect([...series.keys()]).toEqual(['waiting', 'turnaround']);
    expect(series.get('waiting')?.data.at(-1)).toEqual(series.get('turnaround')?.data.at(-1));
  });

  it('are not there where no job has finished', async () => {
    const run = await runOf(workloadOf('{jobs: [{model: spin, duration: 2, cores: 1, timeout: 1}]}'), 1);
    expect(waiting(run, LOOK)).toBeUndefined();
  });
});

describe('all pictures of a run', () => {
  it('have names for files', async () => {
    expect(picturesOf(await turns()).map(({ name }) => name)).toEqual(['gantt', 'cores', 'waiting']);
  });

  it('are equal for equal runs', async () => {
    const draw = async (): Promise<string[]> => Promise.all(picturesOf(await turns()).map(svgOf));
    expect(await draw()).toEqual(await draw());
  });

  it('say what was run, escaped', async () => {
    const run = await runOf(
      workloadOf(`{name: '<b>R&D</b>', jobs: [{model: spin, duration: 1, cores: 1}]}`),
      1,
    );
    for (const picture of picturesOf(run)) {
      const svg = await svgOf(picture);
      expect(svg).toContain('&lt;b&gt;R&amp;D&lt;/b&gt;: fcfs');
      expect(svg).not.toContain('<b>');
      expect(
        Buffer.from(await pngOf(svg))
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
    }
  });

  it('are none where no job has arrived', async () => {
    const run = await turns();
    const jobs = run.report.jobs.map((job) => ({ ...job, turnaround: null }));
    expect(picturesOf({ ...run, report: { ...run.report, jobs } })).toEqual([]);
  });
});
