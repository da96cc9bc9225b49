import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { ProgramReport } from '../profile/profile-report.js';
import { coresText } from '../profile/setting.js';
import { FONT } from './draw.js';
import type { Picture } from './picture.js';
import { COLORS } from './theme.js';

const GREY = '#888';

/** Fitted curves go on to so many times the most cores measured. */
const BEYOND = 2;

/** How much faster programs are on more cores, the fastest setting on each; fitted curves go on beyond what was measured. */
export function speedUpCurves(programs: readonly ProgramReport[]): Picture | undefined {
  const measured = programs.filter(({ speedups }) => speedups.length > 1);
  const most = Math.max(...measured.flatMap(({ speedups }) => speedups.map(({ cores }) => cores)));
  if (measured.length === 0) return undefined;
  const isFitted = measured.some(({ amdahl }) => amdahl !== null);
  const end = isFitted ? BEYOND * most : most;
  const first = Math.min(...measured.map(({ speedups }) => speedups[0]!.cores));
  const series = measured.flatMap((program, index): LineSeriesOption[] => {
    const color = COLORS[index % COLORS.length]!;
    const line: LineSeriesOption = {
      type: 'line',
      name: program.program,
      color,
      symbolSize: 8,
      data: program.speedups.map(({ cores, speedup }) => [cores, speedup]),
      label: { show: true, position: 'bottom', formatter: ({ value }) => pointText((value as number[])[1]!) },
    };
    return [line, ...fittedCurve(program, most, end, color)];
  });
  const ideal: LineSeriesOption = {
    type: 'line',
    name: 'ideal',
    color: GREY,
    symbol: 'none',
    lineStyle: { type: 'dashed' },
    data: [
      [first, 1],
      [end, end / first],
    ],
    ...(isFitted && {
      markArea: {
        itemStyle: { color: '#8883' },
        label: { position: 'insideTop', fontFamily: FONT, color: '#333' },
        data: [[{ name: 'extrapolated', xAxis: most }, { xAxis: end }]],
      },
    }),
  };
  const option: EChartsOption = {
    title: { text: `Speed-up over ${coresText(first)}`, left: 'center' },
    legend: { bottom: 0, data: [...measured.map(({ program }) => program), 'ideal'] },
    grid: { left: 60, right: 40, top: 60, bottom: 90 },
    xAxis: {
      type: 'value',
      min: first,
      max: end,
      minInterval: 1,
      name: 'cores',
      nameLocation: 'middle',
      nameGap: 30,
    },
    yAxis: { type: 'value', min: 0, name: 'times as fast' },
    series: [...series, ideal],
  };
  return { name: 'speed-up', width: 720, height: 480, option };
}

/** The first point is 1 by definition. */
function pointText(speedup: number): string {
  return speedup === 1 ? '' : speedup.toFixed(2);
}

/** Amdahl's law with its interval, from the most cores measured on. */
function fittedCurve(
  { amdahl, speedups }: ProgramReport,
  from: number,
  to: number,
  color: string,
): LineSeriesOption[] {
  if (amdahl === null) return [];
  const base = speedups[0]!.cores;
  const law = (fraction: number, cores: number): number =>
    (1 - fraction + fraction / base) / (1 - fraction + fraction / cores);
  const counts = Array.from({ length: to - from + 1 }, (_, step) => from + step);
  return [amdahl.fraction, amdahl.low, amdahl.high].map((fraction, index) => ({
    type: 'line',
    color,
    symbol: 'none',
    lineStyle: { type: 'dotted', width: index === 0 ? 2 : 1 },
    data: counts.map((cores) => [cores, law(fraction, cores)]),
  }));
}
