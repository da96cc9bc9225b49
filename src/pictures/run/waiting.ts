import type { EChartsOption, LineSeriesOption } from 'echarts';
import { headline } from '../../render/report/headline.js';
import type { Picture } from '../picture.js';
import { AXIS_HEIGHT, axisLook, gridOf, legendOf, titleOf, WIDTH } from './axes.js';
import type { Look, PicturedRun } from './pictured-run.js';

/** Seconds, and the share of jobs that took no longer. */
export type Share = readonly [seconds: number, share: number];

/** The empirical distribution function: it holds every value and depends on no classes, from one job to ten thousand. */
export function distribution(values: readonly number[]): readonly Share[] {
  const sorted = [...values].sort((a, b) => a - b);
  const shares: Share[] = [[0, 0]];
  for (const [index, value] of sorted.entries()) {
    if (sorted[index + 1] !== value) shares.push([value, (index + 1) / sorted.length]);
  }
  return shares;
}

/** How long finished jobs waited and took; undefined where none has finished. */
export function waiting({ report }: PicturedRun, { theme, interactive, font }: Look): Picture | undefined {
  const finished = report.jobs.filter(({ state }) => state === 'done');
  if (finished.length === 0) return undefined;
  const waits = finished.map(({ waiting: seconds }) => seconds);
  const turnarounds = finished.map(({ turnaround }) => turnaround ?? 0);
  const end = turnarounds.reduce((most, seconds) => Math.max(most, seconds), 0);
  const panel = { top: interactive ? 36 : 92, height: 300 };
  const [blue, vermilion] = theme.jobs;
  const line = (id: string, color: string, dashed: boolean, values: readonly number[]): LineSeriesOption => ({
    type: 'line',
    id,
    name: id,
    step: 'end',
    symbol: 'none',
    color,
    lineStyle: { width: 2, type: dashed ? 'dashed' : 'solid' },
    data: [...distribution(values), [end, 1]] as [number, number][],
  });
  const option: EChartsOption = {
    ...(!interactive && {
      title: titleOf(`Waiting and turnaround of ${jobsText(finished.length)}`, headline(report), theme),
    }),
    legend: {
      ...legendOf(['waiting', 'turnaround'], panel.top - 28, theme),
      itemStyle: { opacity: 0 },
      itemWidth: 34,
    },
    grid: gridOf(panel),
    xAxis: {
      ...axisLook(theme),
      type: 'value',
      min: 0,
      name: 'time (s)',
      nameLocation: 'middle',
      nameGap: 30,
    },
    yAxis: {
      ...axisLook(theme),
      type: 'value',
      min: 0,
      max: 1,
      axisLabel: {
        color: theme.quiet,
        fontFamily: font,
        formatter: (share: number) => `${Math.round(share * 100)} %`,
      },
      name: 'finished jobs that took no longer',
      nameLocation: 'middle',
      nameGap: 60,
    },
    series: [
      line('waiting', blue!.fill, false, waits),
      line('turnaround', vermilion!.fill, true, turnarounds),
    ],
  };
  return { name: 'waiting', width: WIDTH, height: panel.top + panel.height + AXIS_HEIGHT, option };
}

function jobsText(count: number): string {
  return count === 1 ? 'the one finished job' : `${count} finished jobs`;
}
