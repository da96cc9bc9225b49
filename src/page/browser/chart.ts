import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { DataZoomComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { EChartsOption } from 'echarts';
import type { Picture } from '../../pictures/picture.js';
import type { Theme } from '../../pictures/theme.js';
import type { Description } from '../describe.js';
import { element } from './element.js';
import type { TimeWindow } from './time-window.js';

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
 * @param window of time that it follows and sets, if time is on its axis
 * @param picked what is clicked on: a series' id and its numbers, or nothing
 */
export function chart(
  id: string,
  label: string,
  drawing: () => Drawing,
  window?: TimeWindow,
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
        legend: { ...(next.option.legend as object), selected },
        dataZoom: ((controls.dataZoom ?? []) as Zoom[]).map((zoom, index) => {
          const { start, end } = before?.dataZoom?.[index] ?? zoom;
          return { ...zoom, ...(start !== undefined && { start, end }) };
        }),
      },
      { notMerge: true },
    );
  };
  made.on('legendselectchanged', (event) => {
    ({ selected } = event as unknown as { selected: Record<string, boolean> });
  });
  if (picked !== undefined) {
    made.on('click', (event) => picked(event.seriesId ?? '', event.value as readonly number[]));
    made.getZr().on('click', ({ target }) => target === undefined && picked('', []));
  }
  if (window !== undefined) follow(made, canvas, window);
  new ResizeObserver(() => made.resize({ width: canvas.clientWidth })).observe(canvas);
  redraw();
  return { element: element('div', { class: 'scroll' }, canvas), redraw };
}

interface Zoom {
  readonly start?: number;
  readonly end?: number;
}

function follow(made: ReturnType<typeof init>, canvas: HTMLElement, window: TimeWindow): void {
  const zoomOf = (): Zoom => (made.getOption() as { readonly dataZoom: readonly Zoom[] }).dataZoom[0]!;
  made.on('datazoom', () => {
    const { start, end } = zoomOf();
    if (start !== undefined && end !== undefined) window.set(start, end);
  });
  window.onChange(() => {
    const { start, end } = zoomOf();
    if (start === window.start() && end === window.end()) return;
    made.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, start: window.start(), end: window.end() });
  });
  canvas.addEventListener('keydown', (event) => {
    const act = KEYS[event.key];
    if (act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    act(window);
  });
}

const KEYS: Readonly<Record<string, (window: TimeWindow) => void>> = {
  ArrowLeft: (window) => window.move(-0.2),
  ArrowRight: (window) => window.move(0.2),
  '+': (window) => window.scale(0.5),
  '=': (window) => window.scale(0.5),
  '-': (window) => window.scale(2),
  '0': (window) => window.set(0, 100),
};

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
