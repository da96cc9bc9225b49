import type { EChartsOption } from 'echarts';
import { runSpan } from '../../metrics/run-span.js';
import { headline } from '../../render/report/headline.js';
import { printable } from '../../workload/printable.js';
import type { Picture } from '../picture.js';
import type { Theme } from '../theme.js';
import { AXIS_HEIGHT, gridOf, legendOf, type Panel, rowAxis, timeAxis, titleOf, WIDTH } from './axes.js';
import { coreBars, coreIds } from './core-bars.js';
import { jobBars } from './job-bars.js';
import { jobMarks } from './job-marks.js';
import { jobRows } from './job-rows.js';
import type { Look, PicturedRun } from './pictured-run.js';

/** Above the first panel: title and legend in a file, the legend on a page; pixels. */
const HEAD = { file: 92, page: 36 } as const;

/** Between the panels, pixels. */
const BETWEEN = 22;

/**
 * Who held which core, and below it what each job did: queued, paused, or running, the higher the more cores; updates of users and
 * ends without success are marked. Without the upper panel under the policy `none`, where nobody holds a core.
 * @param focus the place of a job in the report: the others are faded
 */
export function gantt(run: PicturedRun, look: Look, focus?: number): Picture {
  const { report } = run;
  const { theme, interactive } = look;
  const span = runSpan(report);
  const rows = jobRows(report.jobs);
  const cores = report.config.realloc === null ? [] : coreIds(run);
  const hasCores = cores.length > 0;
  const upper: Panel = {
    top: interactive ? HEAD.page : HEAD.file,
    height: hasCores ? heightOf(cores.length, 28, interactive ? SMALL : LARGE) : -BETWEEN,
  };
  const lower: Panel = {
    top: upper.top + upper.height + BETWEEN,
    height: heightOf(rows.ids.length, 30, interactive ? SMALL : LARGE),
  };
  const panels = hasCores ? [upper, lower] : [lower];
  const below = panels.length - 1;
  const faded = (job: number): number => (focus === undefined || focus === job ? 1 : FADED);
  const around = { run, rows, look, faded, panel: below };
  const bars = [...(hasCores ? [coreBars(run, cores, look, faded)] : []), ...jobBars(around)];
  const marks = jobMarks(around);
  const option: EChartsOption = {
    ...(!interactive && { title: titleOf('Cores and jobs over time', headline(report), theme) }),
    legend: legendOf(
      [...bars.slice(hasCores ? 1 : 0), ...marks].map(({ id, name }) => ({
        name: String(name),
        ...(id === 'paused' && { itemStyle: hollowSign(theme) }),
      })),
      upper.top - 28,
      theme,
    ),
    grid: panels.map(gridOf),
    xAxis: panels.map((_, panel) => timeAxis(panel, span, theme, panel === below)),
    yAxis: [
      ...(hasCores ? [rowAxis(0, 'core', cores.map(String), theme)] : []),
      rowAxis(below, 'job', rows.ids.map(printable), theme),
    ],
    series: [...bars, ...marks],
  };
  return { name: 'gantt', width: WIDTH, height: lower.top + lower.height + AXIS_HEIGHT, option };
}

/** The legend's sign of pauses looks as they do. */
function hollowSign({ surface, quiet }: Theme): object {
  return { color: surface, borderColor: quiet, borderWidth: 1.2 };
}

/** What others are drawn with while one job is looked at; opacity. */
const FADED = 0.12;

/** Of a panel with many rows, pixels: where that is too little for rows that can be seen, up to `most`. */
const SMALL = { usual: 420, most: 420 };
const LARGE = { usual: 480, most: 1600 };

/** A row that can be seen, pixels. */
const VISIBLE = 4;

function heightOf(rows: number, best: number, { usual, most }: { usual: number; most: number }): number {
  return Math.max(52, Math.min(rows * best, Math.max(usual, Math.min(rows * VISIBLE, most))));
}
