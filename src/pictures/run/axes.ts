import type { Theme } from '../theme.js';

/** Where a panel is; pixels. */
export interface Panel {
  readonly top: number;
  readonly height: number;
}

/** Beside every panel, pixels: on the left there are names of jobs. */
export const MARGIN = { left: 150, right: 60 } as const;

/** Width of pictures in files, pixels. */
export const WIDTH = 1200;

/** Below a panel with labels and a name on its time axis, pixels. */
export const AXIS_HEIGHT = 56;

export function gridOf({ top, height }: Panel): object {
  return { ...MARGIN, top, height };
}

/** Lines and labels of an axis in the theme's colours. */
export function axisLook(theme: Theme): object {
  return {
    axisLine: { show: true, lineStyle: { color: theme.quiet } },
    axisTick: { lineStyle: { color: theme.quiet } },
    axisLabel: { color: theme.quiet, hideOverlap: true },
    splitLine: { show: true, lineStyle: { color: theme.line } },
    nameTextStyle: { color: theme.ink },
  };
}

/** A time on an axis or beside it: `7,994.7`, to the millisecond. */
export function secondsText(seconds: number): string {
  const [whole = '', decimals] = String(Number(seconds.toFixed(3))).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** Seconds, from left to right; only the lowest of several panels says so. */
export function timeAxis(
  panel: number,
  { from, to }: { readonly from: number; readonly to: number },
  theme: Theme,
  named: boolean,
): object {
  const look = axisLook(theme) as { axisLabel: object };
  return {
    ...look,
    id: `time-${panel}`,
    gridIndex: panel,
    type: 'value',
    min: from,
    max: to,
    axisLabel: {
      ...look.axisLabel,
      show: named,
      formatter: secondsText,
      // The ends of a run are no round times: they would stand in the way of those that are.
      showMinLabel: Number.isInteger(from),
      showMaxLabel: Number.isInteger(to),
    },
    ...(named && { name: "time on the run's clock (s)", nameLocation: 'middle', nameGap: 30 }),
  };
}

/** What is counted, from below. */
export function countAxis(panel: number, name: string, theme: Theme): object {
  return {
    ...axisLook(theme),
    gridIndex: panel,
    type: 'value',
    min: 0,
    minInterval: 1,
    name,
    nameLocation: 'middle',
    nameGap: 50,
  };
}

/** Rows with a name each, from above. */
export function rowAxis(panel: number, name: string, rows: readonly string[], theme: Theme): object {
  const look = axisLook(theme) as { axisLabel: object };
  return {
    ...look,
    id: `rows-${panel}`,
    gridIndex: panel,
    type: 'category',
    data: rows,
    inverse: true,
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { ...look.axisLabel, width: 100, overflow: 'truncate', lineHeight: 16 },
    name,
    nameLocation: 'middle',
    nameGap: 120,
  };
}

export function titleOf(text: string, subtext: string, theme: Theme): object {
  return {
    text,
    subtext,
    left: MARGIN.left,
    top: 8,
    itemGap: 6,
    textStyle: { color: theme.ink, fontSize: 16 },
    subtextStyle: {
      color: theme.quiet,
      fontSize: 12,
      width: WIDTH - MARGIN.left - MARGIN.right,
      overflow: 'truncate',
    },
  };
}

export function legendOf(names: readonly (string | object)[], top: number, theme: Theme): object {
  return {
    data: names,
    left: MARGIN.left,
    top,
    itemGap: 22,
    itemWidth: 20,
    itemHeight: 11,
    textStyle: { color: theme.ink },
    inactiveColor: theme.line,
  };
}
