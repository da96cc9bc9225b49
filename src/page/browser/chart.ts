import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { DataZoomComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { EChartsOption } from 'echarts';
import type { Picture } from '../../pictures/picture.js';
import type { Theme } from '../../pictures/theme.js';
import type { Description } from '../describe.js';
import { element } from './element.js';
import type { Range } from './range.js';

use([
  CanvasRenderer,
  CustomChart,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  LineChart,
  ScatterChart,
  TooltipComponent,
]);

export const FONT = 'system-ui, sans-serif';

/** What a chart is made of each time that it is drawn. */
export interface Drawing {
  readonly picture: Picture;
  readonly theme: Theme;
  /** Below the picture, pixels. */
  readonly room: number;
  /** The components that only a page has. */
  readonly controls: EChartsOption;
}

export interface Chart {
  readonly element: HTMLElement;
  /** With what has changed: colours, the job that is looked at. */
  readonly redraw: () => void;
}

/**
 * A chart as wide as the page that is drawn again with `redraw`, where its legend and zoom stay as they are.
 * @param label what it is, for those who cannot see it
 * @param ranges that its zooms follow and set, in the order of their controls; keys move them
 * @param picked what is clicked on: a series' id and its numbers, or nothing
 */
export function chart(
  id: string,
  label: string,
  drawing: () => Drawing,
  ranges: Ranges = {},
  picked?: (series: string, value: readonly number[]) => void,
): Chart {
  const canvas = element('div', { id, class: 'chart', tabindex: '0', role: 'group', 'aria-label': label });
  const { picture, room } = drawing();
  canvas.style.height = `${picture.height + room}px`;
  const made = init(canvas, null, {
    height: picture.height + room,
    width: picture.width,
  });
  let selected: Record<string, boolean> = {};
  const redraw = (): void => {
    const { picture: next, theme, controls } = drawing();
    const before = made.getOption() as { readonly dataZoom?: readonly Zoom[] } | undefined;
    made.setOption(
      {
        animation: false,
        backgroundColor: theme.surface,
        textStyle: { fontFamily: FONT },
        ...next.option,
        ...controls,
        legend: { ...[next.option.legend].flat()[0], selected },
        dataZoom: ((controls.dataZoom ?? []) as Zoom[]).map((zoom, index) => {
          const { start, end } = before?.dataZoom?.[index] ?? zoom;
          return { ...zoom, ...(start !== undefined && { start, end }) };
        }),
      },
      { notMerge: true },
    );
  };
  made.on('legendselectchanged', (event) => {
    ({ selected } = event as { selected: Record<string, boolean> });
  });
  if (picked !== undefined) {
    made.on('click', (event) => picked(event.seriesId ?? '', event.value as readonly number[]));
    made.getZr().on('click', ({ target }: { readonly target?: unknown }) => {
      if (target === undefined) picked('', []);
    });
  }
  if (ranges.time !== undefined) follow(made, 0, ranges.time);
  if (ranges.rows !== undefined) follow(made, ROWS, ranges.rows);
  canvas.addEventListener('keydown', (event) => press(event, ranges));
  new ResizeObserver(() => made.resize({ width: canvas.clientWidth })).observe(canvas);
  redraw();
  return { element: element('div', { class: 'scroll' }, canvas), redraw };
}

interface Zoom {
  readonly start?: number;
  readonly end?: number;
}

/** What is looked at of a chart's axes. */
export interface Ranges {
  readonly time?: Range;
  readonly rows?: Range;
}

/** Where the zoom of rows stands among the controls: behind the two of time. */
const ROWS = 2;

function follow(made: ReturnType<typeof init>, index: number, range: Range): void {
  const zoomOf = (): Zoom => (made.getOption() as { readonly dataZoom: readonly Zoom[] }).dataZoom[index]!;
  made.on('datazoom', () => {
    const { start, end } = zoomOf();
    if (start !== undefined && end !== undefined) range.set(start, end);
  });
  range.onChange(() => {
    const { start, end } = zoomOf();
    if (start === range.start() && end === range.end()) return;
    made.dispatchAction({ type: 'dataZoom', dataZoomIndex: index, start: range.start(), end: range.end() });
  });
}

/** What keys do on a chart that has the focus. */
const KEYS: Readonly<Record<string, (ranges: Ranges) => void>> = {
  ArrowLeft: ({ time }) => time?.move(-0.2),
  ArrowRight: ({ time }) => time?.move(0.2),
  ArrowUp: ({ rows }) => rows?.move(-0.2),
  ArrowDown: ({ rows }) => rows?.move(0.2),
  '+': ({ time }) => time?.scale(0.5),
  '=': ({ time }) => time?.scale(0.5),
  '-': ({ time }) => time?.scale(2),
  '0': ({ time, rows }) => {
    time?.set(0, 100);
    rows?.set(0, 100);
  },
};

function press(event: KeyboardEvent, ranges: Ranges): void {
  const act = KEYS[event.key];
  const isVertical = event.key === 'ArrowUp' || event.key === 'ArrowDown';
  // What the chart has no use for stays the browser's.
  if (act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  if (isVertical ? ranges.rows === undefined : ranges.time === undefined) return;
  event.preventDefault();
  act(ranges);
}

/** A description in a box of its own; text is text and never markup. */
export function tip({ title, lines }: Description): HTMLElement {
  return element(
    'div',
    { class: 'tip' },
    element('strong', {}, title),
    ...lines.map((line) => element('span', {}, line)),
  );
}

/** The box beside the pointer in the theme's colours. */
export function tooltipLook({ surface, line, ink }: Theme): object {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: surface,
    borderColor: line,
    textStyle: { color: ink },
  };
}
