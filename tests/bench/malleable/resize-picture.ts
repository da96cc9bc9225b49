import type { Picture } from '../../../src/pictures/picture.js';
import { ratesOf } from './effects.js';
import { type ResizeTrace, WINDOW } from './resize-trace.js';

/** Cores' worth of CPU time in each window, and steps per second, with the resizes. */
export function resizePicture({ windows, steps, resizes }: ResizeTrace): Picture {
  const cpu = ratesOf(windows.map(({ at, cpu: value }) => ({ at, value })));
  const speed = ratesOf(steps.map(({ at, step: value }) => ({ at, value })));
  return {
    name: 'resize',
    width: 900,
    height: 420,
    option: {
      title: {
        text: 'A training is given cores and loses them',
        subtext: `mnist_cnn, elastic pool; CPU time by the kernel in windows of ${WINDOW * 1000} ms`,
        left: 'center',
      },
      legend: { bottom: 0, data: ['CPU time', 'steps/s'] },
      grid: { left: 60, right: 60, top: 80, bottom: 80 },
      xAxis: { type: 'value', name: 'seconds from ready', nameLocation: 'middle', nameGap: 30 },
      yAxis: [
        { type: 'value', name: 'cores', min: 0 },
        { type: 'value', name: 'steps/s', min: 0, splitLine: { show: false } },
      ],
      series: [
        {
          type: 'line',
          name: 'CPU time',
          color: '#0072b2',
          step: 'start',
          symbol: 'none',
          data: cpu.map(({ to, rate }) => [to, rate]),
          markLine: {
            symbol: 'none',
            lineStyle: { color: '#888', type: 'dashed' },
            data: resizes.map(({ at, cores }) => ({
              xAxis: at,
              label: { formatter: `${cores} ${cores === 1 ? 'core' : 'cores'}` },
            })),
          },
        },
        {
          type: 'line',
          name: 'steps/s',
          color: '#d55e00',
          yAxisIndex: 1,
          symbolSize: 5,
          data: speed.map(({ to, rate }) => [to, rate]),
        },
      ],
    },
  };
}
