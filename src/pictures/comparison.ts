import type { CustomSeriesOption, CustomSeriesRenderItem, LineSeriesOption } from 'echarts';
import type { CellReport, Comparison, GroupReport, MetricReport } from '../compare/comparison.js';
import type { Picture } from './picture.js';
import { COLORS } from './theme.js';

/** Lines that have the same colour are told apart by these. */
const DASHES = ['solid', 'dashed', 'dotted'] as const;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'] as const;

const WIDTH = 900;
const ROW = 26;
/** Half the width of the ends of an interval, pixels. */
const CAP = 5;

type MetricName = Comparison['metrics'][number];

/** Figures over a number that was swept: a line for each name. */
interface Sweep {
  readonly axis: string;
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly { readonly x: number; readonly cell: CellReport }[];
  }[];
}

/** A picture for each metric: bars with intervals, or lines over the values of a sweep. */
export function comparisonPictures(comparison: Comparison): readonly Picture[] {
  const sweep = sweepOf(comparison);
  return comparison.metrics.flatMap((metric) =>
    sweep === undefined
      ? comparison.groups.map((group, index) => bars(group, metric, index))
      : [lines(sweep, metric)],
  );
}

/** Over the values of the generator, if one of its keys was swept; else over an option of the rules with three values or more. */
function sweepOf({ groups }: Comparison): Sweep | undefined {
  const [first] = groups;
  if (first === undefined) return undefined;
  const keys = Object.keys(first.at);
  if (groups.length > 1) {
    const axis = keys.length === 1 ? keys[0] : undefined;
    if (axis === undefined) return undefined;
    const names = first.cells.map(({ label }) => label);
    return {
      axis,
      lines: names.map((name) => ({
        name,
        points: groups.map(({ at, cells }) => ({
          x: at[axis]!,
          cell: cells.find(({ label }) => label === name)!,
        })),
      })),
    };
  }
  const options = [...new Set(first.cells.flatMap((cell) => Object.keys(cell.options)))];
  const axis = options.find((option) => valuesOf(first, option).size >= 3);
  if (axis === undefined) return undefined;
  const byName = new Map<string, CellReport[]>();
  for (const cell of first.cells) {
    if (numberOf(cell, axis) === undefined) continue;
    const name = nameWithout(axis, cell);
    byName.set(name, [...(byName.get(name) ?? []), cell]);
  }
  return {
    axis,
    lines: [...byName].map(([name, cells]) => ({
      name,
      points: cells.map((cell) => ({ x: numberOf(cell, axis)!, cell })).sort((a, b) => a.x - b.x),
    })),
  };
}

function valuesOf({ cells }: GroupReport, option: string): ReadonlySet<number> {
  return new Set(cells.flatMap((cell) => numberOf(cell, option) ?? []));
}

/** A text such as `5`, `5s` or `0.5`; undefined where it is no number. */
function numberOf({ options }: CellReport, option: string): number | undefined {
  const value = Number.parseFloat(options[option] ?? '');
  return Number.isNaN(value) ? undefined : value;
}

function nameWithout(option: string, { label }: CellReport): string {
  const flag = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return label.replace(new RegExp(` ${flag}=[^ ,]+`), '');
}

function lines({ axis, lines: all }: Sweep, metric: MetricName): Picture {
  const colorOf = (index: number): string => COLORS[index % COLORS.length]!;
  const series = all.flatMap(({ name, points }, index): (LineSeriesOption | CustomSeriesOption)[] => {
    const known = points.flatMap(({ x, cell }) => {
      const report = cell.metrics[metric.name];
      return report?.mean == null ? [] : [{ x, report, mean: report.mean }];
    });
    const round = Math.floor(index / COLORS.length);
    return [
      {
        type: 'line',
        name,
        color: colorOf(index),
        lineStyle: { type: DASHES[round % DASHES.length]! },
        symbol: SYMBOLS[index % SYMBOLS.length]!,
        symbolSize: 7,
        data: known.map(({ x, mean }) => [x, mean]),
      },
      intervals(
        known.map(({ x, report }) => ({ at: x, report })),
        'vertical',
        colorOf(index),
      ),
    ];
  });
  return {
    name: `compare-${metric.name}`,
    width: WIDTH,
    height: 420 + 22 * Math.ceil(all.length / 4),
    option: {
      title: { text: metric.name, subtext: 'mean and 95 % interval over the workloads', left: 'center' },
      legend: { bottom: 0, itemGap: 24, data: all.map(({ name }) => name) },
      grid: { left: 80, right: 40, top: 70, bottom: 70 + 22 * Math.ceil(all.length / 4) },
      xAxis: { type: 'value', name: axis, nameLocation: 'middle', nameGap: 28, scale: true },
      yAxis: { type: 'value', name: axisName(metric) },
      series,
    },
  };
}

function bars(group: GroupReport, metric: MetricName, index: number): Picture {
  const { cells } = group;
  const reports = cells.map((cell) => cell.metrics[metric.name]);
  const known = reports.flatMap((report, at) => (report?.mean == null ? [] : [{ at, report }]));
  return {
    name: `compare-${metric.name}${index === 0 ? '' : `-${index + 1}`}`,
    width: WIDTH,
    height: 130 + ROW * cells.length,
    option: {
      title: {
        text: `${metric.name}${group.name === '' ? '' : `, ${group.name}`}`,
        subtext:
          'mean and 95 % interval over the workloads; darker: the best, and what is not told apart from it',
        left: 'center',
      },
      grid: { left: 250, right: 50, top: 70, bottom: 50 },
      xAxis: { type: 'value', name: axisName(metric), nameLocation: 'middle', nameGap: 28, min: 0 },
      yAxis: { type: 'category', inverse: true, data: cells.map(({ label }) => label) },
      series: [
        {
          type: 'bar',
          barWidth: '60%',
          data: reports.map((report) => ({
            value: report?.mean ?? '-',
            itemStyle: {
              color: report?.best === true || report?.same_as_best === true ? COLORS[0] : COLORS[5],
            },
          })),
        },
        intervals(known, 'horizontal', '#333'),
      ],
    },
  };
}

function axisName({ name, unit }: MetricName): string {
  return unit === '' ? name : `${name}, ${unit}`;
}

/** Intervals as lines with ends; `at` is the place on the other axis. */
function intervals(
  known: readonly { readonly at: number; readonly report: MetricReport }[],
  direction: 'horizontal' | 'vertical',
  color: string,
): CustomSeriesOption {
  const across = direction === 'horizontal';
  const renderItem: CustomSeriesRenderItem = (_, api) => {
    const [at, low, high] = [0, 1, 2].map((dimension) => api.value(dimension));
    const point = (value: unknown): number[] =>
      api.coord(across ? [value as number, at!] : [at!, value as number]);
    const [from, to] = [point(low), point(high)];
    const cap = ([x, y]: number[]) => ({
      type: 'line' as const,
      shape: across
        ? { x1: x!, y1: y! - CAP, x2: x!, y2: y! + CAP }
        : { x1: x! - CAP, y1: y!, x2: x! + CAP, y2: y! },
      style: { stroke: color, lineWidth: 1.5 },
    });
    const shape = { x1: from[0]!, y1: from[1]!, x2: to[0]!, y2: to[1]! };
    return {
      type: 'group',
      children: [{ type: 'line', shape, style: { stroke: color, lineWidth: 1.5 } }, cap(from), cap(to)],
    };
  };
  return {
    type: 'custom',
    z: 5,
    renderItem,
    data: known.flatMap(({ at, report: { mean, half } }) =>
      mean === null || half === null ? [] : [[at, mean - half, mean + half]],
    ),
    encode: across ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
  };
}
