import type { EChartsOption } from 'echarts';
import { runSpan } from '../../metrics/run-span.js';
import { MARGIN, secondsText } from '../../pictures/run/axes.js';
import { gantt } from '../../pictures/run/gantt.js';
import type { PicturedRun } from '../../pictures/run/pictured-run.js';
import { type Step, valueAt } from '../../pictures/run/steps.js';
import { usage } from '../../pictures/run/usage.js';
import type { Theme } from '../../pictures/theme.js';
import { cores as coresText } from '../../render/layout/numbers.js';
import { describe } from '../describe.js';
import { type Chart, chart, FONT, type Ranges, tip, tooltipLook } from './chart.js';

/** Below a chart, for its slider; pixels. */
const SLIDER = 40;

/** More jobs than that get a slider beside them. */
export const MANY_JOBS = 40;

const KEYS = 'Arrow keys move, plus and minus zoom, 0 shows the whole run. A table follows.';

/** The job that is looked at, by its place in the report. */
export interface Focus {
  readonly get: () => number | undefined;
  readonly set: (job: number | undefined) => void;
}

export function ganttChart(run: PicturedRun, theme: () => Theme, ranges: Ranges, focus: Focus): Chart {
  const { jobs, config } = run.report;
  const { from, to } = runSpan(run.report);
  const label = `${config.realloc === null ? '' : `Who held which of ${config.cores} cores, and `}what ${jobs.length} jobs did, from ${secondsText(from)} s to ${secondsText(to)} s. ${KEYS}`;
  const draw = (): ReturnType<Parameters<typeof chart>[2]> => {
    const colors = theme();
    const picture = gantt(run, { theme: colors, font: FONT, interactive: true }, focus.get());
    const panels = (picture.option.xAxis as unknown[]).length;
    const controls: EChartsOption = {
      tooltip: {
        ...tooltipLook(colors),
        trigger: 'item',
        formatter: (point) => {
          const { seriesId = '', value } = point as { seriesId?: string; value: unknown };
          return tip(describe(run, seriesId, value as number[]));
        },
      },
      dataZoom: [
        ...timeZoom(panels, 'weakFilter', colors),
        ...(ranges.rows !== undefined ? [rowZoom(panels - 1, colors)] : []),
      ],
    };
    return { picture, theme: colors, room: SLIDER, controls };
  };
  return chart('gantt', label, draw, ranges, (series, value) => {
    if (series === '') focus.set(undefined);
    else focus.set(series === 'updates' || series === 'ends' ? value[2] : value[3]);
  });
}

export function usageChart(run: PicturedRun, theme: () => Theme, ranges: Ranges): Chart {
  const label = `Cores in use, and jobs that are queued or paused, over time. ${KEYS}`;
  const draw = (): ReturnType<Parameters<typeof chart>[2]> => {
    const colors = theme();
    const picture = usage(run, { theme: colors, font: FONT, interactive: true });
    const lines = picture.option.series as readonly {
      readonly name: string;
      readonly data: readonly Step[];
    }[];
    const controls: EChartsOption = {
      axisPointer: { link: [{ xAxisIndex: 'all' }], label: { show: false } },
      tooltip: {
        ...tooltipLook(colors),
        trigger: 'axis',
        formatter: (points) => {
          const [{ axisValue: at } = { axisValue: 0 }] = points as unknown as { axisValue: number }[];
          return tip({
            title: `${secondsText(at)} s`,
            lines: lines.map(({ name, data }) => `${name}: ${coresText(valueAt(data, at))}`),
          });
        },
      },
      dataZoom: timeZoom(2, 'none', colors),
    };
    return { picture, theme: colors, room: SLIDER, controls };
  };
  return chart('usage', label, draw, ranges);
}

/** @param filterMode lines need their points on both sides of what is seen, bars do not */
function timeZoom(panels: number, filterMode: 'weakFilter' | 'none', theme: Theme): object[] {
  const xAxisIndex = Array.from({ length: panels }, (_, panel) => panel);
  return [
    {
      type: 'slider',
      xAxisIndex,
      left: MARGIN.left,
      right: MARGIN.right,
      bottom: 8,
      height: 20,
      filterMode,
      labelFormatter: secondsText,
      ...sliderLook(theme),
    },
    // The wheel alone scrolls the page.
    {
      type: 'inside',
      xAxisIndex,
      filterMode: 'weakFilter',
      zoomOnMouseWheel: 'ctrl',
      moveOnMouseWheel: false,
    },
  ];
}

function rowZoom(panel: number, theme: Theme): object {
  return {
    type: 'slider',
    yAxisIndex: panel,
    orient: 'vertical',
    right: 12,
    width: 16,
    filterMode: 'filter',
    showDetail: false,
    ...sliderLook(theme),
  };
}

function sliderLook({ ink, line, quiet }: Theme): object {
  return {
    brushSelect: false,
    showDataShadow: false,
    borderColor: line,
    fillerColor: '#7f7f7f40',
    handleStyle: { borderColor: quiet },
    moveHandleStyle: { color: quiet },
    textStyle: { color: ink },
  };
}
