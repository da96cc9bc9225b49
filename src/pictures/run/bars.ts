import type { CustomSeriesOption } from 'echarts';

/** A bar of a picture, as numbers: there may be a hundred thousand. */
export type Bar = readonly [
  row: number,
  start: number,
  end: number,
  /** Its job's place in the report. */
  job: number,
  /** Cores held. */
  cores: number,
  attempt: number,
  /** Its part of the row's height, above 0 up to 1. */
  height: number,
];

/** What the numbers of a bar are, in their order. */
const DIMENSIONS = ['row', 'start', 'end', 'job', 'cores', 'attempt', 'height'];

export interface BarStyle {
  readonly fill: string;
  readonly stroke: string;
  readonly lineWidth: number;
  readonly opacity: number;
}

export interface Bars {
  /** Tells readers of the option which bars these are. */
  readonly id: string;
  readonly name: string;
  readonly panel: number;
  readonly bars: readonly Bar[];
  /** Of the legend's sign. */
  readonly color: string;
  readonly style: (bar: Bar) => BarStyle;
  /** Words inside, where there is room for them. */
  readonly words?: (bar: Bar) => { readonly text: string; readonly color: string };
  readonly font: string;
  /** Around the bar that is pointed at. */
  readonly marked: string;
}

/** Rows leave so much of their height free. */
const GAP = 0.16;

/** Pixels of a character, about; of the words' height; and of what can be seen: no bar is thinner, and of several within it one is drawn. */
const CHARACTER = 7.2;
const WORDS = 12;
const LEAST = 0.7;

/** More than that are drawn a part at a time, so that the page can be used meanwhile. */
const AT_ONCE = 20_000;

/** Bars over time in rows. */
export function barSeries({
  id,
  name,
  panel,
  bars,
  color,
  style,
  words,
  font,
  marked,
}: Bars): CustomSeriesOption {
  const before = endsBefore(bars);
  return {
    type: 'custom',
    id,
    name,
    color,
    xAxisIndex: panel,
    yAxisIndex: panel,
    dimensions: DIMENSIONS,
    encode: { x: [1, 2], y: 0 },
    data: bars,
    progressive: AT_ONCE / 4,
    progressiveThreshold: AT_ONCE,
    renderItem(params, api) {
      const bar = bars[params.dataIndex]!;
      const [row, start, end, , , , height] = bar;
      const area = params.coordSys as unknown as Area;
      const [left = 0, middle = 0] = api.coord([start, row]);
      const [right = 0] = api.coord([end, row]);
      const endBefore = left - ((start - before[params.dataIndex]!) * (right - left)) / (end - start);
      if (Math.floor(right / LEAST) === Math.floor(endBefore / LEAST)) return null;
      const [, band = 0] = api.size!([0, 1]) as number[];
      const thickness = Math.max(LEAST, band * (1 - GAP) * height);
      // The bottom of all bars of a row is the same, so that their heights can be compared.
      const bottom = middle + (band * (1 - GAP)) / 2;
      const shape = clipped(
        { x: left, y: bottom - thickness, width: Math.max(LEAST, right - left), height: thickness },
        area,
      );
      if (shape === undefined) return null;
      const inside = words?.(bar);
      const fits =
        inside !== undefined && shape.height >= WORDS && inside.text.length * CHARACTER + 6 <= shape.width;
      const look = style(bar);
      return {
        type: 'rect',
        shape,
        style: { ...look, lineWidth: shape.width < 6 || shape.height < 4 ? 0 : look.lineWidth },
        emphasis: { style: { stroke: marked, lineWidth: 2 } },
        ...(fits && {
          textContent: {
            type: 'text',
            style: {
              text: inside.text,
              fill: inside.color,
              fontSize: WORDS,
              fontFamily: font,
              opacity: look.opacity,
            },
          },
          textConfig: { position: 'inside' },
        }),
      };
    },
  };
}

/** When the bar before each in its row ended; not a number for the first of a row. */
function endsBefore(bars: readonly Bar[]): Float64Array {
  const last = new Map<number, number>();
  return Float64Array.from(bars, ([row, , end]) => {
    const before = last.get(row) ?? Number.NaN;
    last.set(row, end);
    return before;
  });
}

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What of a rectangle lies in an area; undefined for nothing. */
function clipped(rectangle: Area, area: Area): Area | undefined {
  const x = Math.max(rectangle.x, area.x);
  const y = Math.max(rectangle.y, area.y);
  const width = Math.min(rectangle.x + rectangle.width, area.x + area.width) - x;
  const height = Math.min(rectangle.y + rectangle.height, area.y + area.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}
