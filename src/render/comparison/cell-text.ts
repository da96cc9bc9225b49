import type { Comparison, GroupReport, MetricReport } from '../../compare/comparison.js';
import { decimalsFor, fixed, NOTHING } from '../layout/numbers.js';

/** Behind the best figure of a column, and behind those that are not told apart from it. */
export const BEST = '*';
export const SAME = '~';

/** How many digits after the point the figures of a metric have in a group. */
export function decimalsOf({ cells }: GroupReport, metric: string): number {
  return decimalsFor(cells.map((cell) => cell.metrics[metric]?.mean ?? null));
}

/** `12.3 ± 0.4 *`; with a baseline also the ratio to it. */
export function figureText(report: MetricReport | undefined, decimals: number): string {
  if (report?.mean == null) return NOTHING;
  const { mean, half, best, same_as_best, to_baseline } = report;
  const interval = half === null ? '' : ` ± ${fixed(half, decimals)}`;
  const ratio = to_baseline === null ? '' : ` (${to_baseline.toFixed(2)}x)`;
  const mark = best ? ` ${BEST}` : same_as_best ? ` ${SAME}` : '';
  return `${fixed(mean, decimals)}${interval}${ratio}${mark}`;
}

/** What the marks mean, and what else a reader must know, a line each. */
export function legend({ groups, config }: Comparison): readonly string[] {
  const hasTest = groups.some(({ cells }) =>
    cells.some((cell) => Object.values(cell.metrics).some(({ p }) => p !== null)),
  );
  const unfinished = groups.some(({ cells }) => cells.some((cell) => cell.unfinished > 0));
  return [
    `${BEST} best${hasTest ? `; ${SAME} not told apart from it (paired t test, p >= 0.05 after Holm's correction); ± 95 % interval of the mean` : ''}`,
    ...(hasTest ? [] : ['one workload: no interval, and no test']),
    ...(config.baseline === null ? [] : [`x: mean ratio to ${config.baseline}`]),
    ...(groups.some(({ common_jobs }) => common_jobs)
      ? ['not every cell finished the same jobs: figures are of the jobs that all of them finished']
      : unfinished
        ? ['jobs that no cell finished do not count']
        : []),
  ];
}

/** `10 workloads of ...`: what a group is about. */
export function groupTitle({ name, instances, cells }: GroupReport, { config }: Comparison): string {
  const count = `${instances.length} ${instances.length === 1 ? 'workload' : 'workloads'}`;
  const where =
    config.executor === 'sim'
      ? 'simulated'
      : `on Docker, ${config.repeats} ${config.repeats === 1 ? 'run' : 'runs'} each`;
  return `${name === '' ? '' : `${name}: `}${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, ${count}, ${where}`;
}
