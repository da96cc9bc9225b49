import type { EChartsOption } from 'echarts';
import { secondsText } from '../../pictures/run/axes.js';
import type { PicturedRun } from '../../pictures/run/pictured-run.js';
import { type Step, valueAt } from '../../pictures/run/steps.js';
import { waiting } from '../../pictures/run/waiting.js';
import type { Theme } from '../../pictures/theme.js';
import { percent } from '../../render/layout/numbers.js';
import { type Chart, chart, FONT, tip, tooltipLook } from './chart.js';

/** Undefined where no job has finished. */
export function waitingChart(run: PicturedRun, theme: () => Theme): Chart | undefined {
  const pictureOf = (): ReturnType<typeof waiting> =>
    waiting(run, { theme: theme(), font: FONT, interactive: true });
  if (pictureOf() === undefined) return undefined;
  const draw = (): ReturnType<Parameters<typeof chart>[2]> => {
    const picture = pictureOf()!;
    const lines = picture.option.series as readonly {
      readonly name: string;
      readonly data: readonly Step[];
    }[];
    const controls: EChartsOption = {
      axisPointer: { label: { show: false } },
      tooltip: {
        ...tooltipLook(theme()),
        trigger: 'axis',
        formatter: (points) => {
          const [{ axisValue: at } = { axisValue: 0 }] = points as unknown as { axisValue: number }[];
          return tip({
            title: `up to ${secondsText(at)} s`,
            lines: lines.map(({ name, data }) => `${name}: ${percent(valueAt(data, at))} of the jobs`),
          });
        },
      },
    };
    return { picture, theme: theme(), room: 0, controls };
  };
  return chart(
    'waiting',
    'Which share of the finished jobs waited, and took, how long. A table follows.',
    draw,
  );
}
