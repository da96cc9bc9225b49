import type { EChartsOption, LineSeriesOption } from 'echarts';
import { runSpan } from '../../metrics/run-span.js';
import { headline } from '../../render/report/headline.js';
import type { Picture } from '../picture.js';
import { AXIS_HEIGHT, countAxis, gridOf, legendOf, type Panel, timeAxis, titleOf, WIDTH } from './axes.js';
import type { Look, PicturedRun } from './pictured-run.js';
import { type Step, stepsOf } from './steps.js';
import { type Stretch, stretchesOf } from './stretches.js';

const HEIGHT = 170;
const BETWEEN = 26;

/** Cores in use over time, and below it how many jobs are queued and how many paused, one on top of the other. */
export function usage({ report }: PicturedRun, { theme, interactive }: Look): Picture {
  const span = runSpan(report);
  const { running, paused, queued } = stretchesOf(report);
  const upper: Panel = { top: interactive ? 36 : 92, height: HEIGHT };
  const lower: Panel = { top: upper.top + HEIGHT + BETWEEN, height: HEIGHT };
  const count = (stretches: readonly Stretch[]): readonly Step[] =>
    stepsOf(
      stretches.map(({ start, end }) => ({ start, end, weight: 1 })),
      span,
    );
  const held = stepsOf(
    running.map(({ start, end, cores }) => ({ start, end, weight: cores })),
    span,
  );
  const line = (id: string, panel: number, color: string, data: readonly Step[]): LineSeriesOption => ({
    type: 'line',
    id,
    name: id,
    xAxisIndex: panel,
    yAxisIndex: panel,
    step: 'end',
    symbol: 'none',
    color,
    lineStyle: { width: 1.5 },
    areaStyle: { opacity: 0.25 },
    data: data as [number, number][],
  });
  const [blue, , , , orange] = theme.jobs;
  const waits = [...queued, ...paused];
  const option: EChartsOption = {
    ...(!interactive && {
      title: titleOf('Cores in use and jobs that wait, over time', headline(report), theme),
    }),
    legend: {
      ...legendOf(['cores in use', 'queued', 'queued or paused'], upper.top - 28, theme),
      icon: 'roundRect',
    },
    grid: [upper, lower].map(gridOf),
    xAxis: [timeAxis(0, span, theme, false), timeAxis(1, span, theme, true)],
    yAxis: [{ ...countAxis(0, 'cores', theme), ...upTo(report.config.cores) }, countAxis(1, 'jobs', theme)],
    series: [
      line('cores in use', 0, blue!.fill, held),
      line('queued or paused', 1, orange!.fill, count(waits)),
      line('queued', 1, theme.waiting, count(queued)),
    ],
  };
  return { name: 'cores', width: WIDTH, height: lower.top + HEIGHT + AXIS_HEIGHT, option };
}

/** An axis that ends with the capacity, at whole marks. */
function upTo(cores: number): object {
  const marks = [4, 5, 3, 2].find((count) => cores % count === 0) ?? 1;
  return { max: cores, ...(cores > 5 && { interval: cores / marks }) };
}
