import { printable } from '../workload/printable.js';
import type { WorkloadSummary } from '../workload/summary.js';
import type { Look } from './format.js';
import { drawGrid } from './layout/grid.js';
import { cores, fixed, percent, seconds } from './layout/numbers.js';
import { createPaint } from './layout/paint.js';

/** What is in a workload, for people: `tfsched check`. */
export function workloadText(summary: WorkloadSummary, { color }: Look): string {
  const paint = createPaint(color);
  const pairs = facts(summary);
  const widthOf = (column: 0 | 1): number => Math.max(...pairs.map((pair) => pair[column].length));
  const grid = drawGrid(
    [
      { title: [], align: 'left', width: widthOf(0) },
      { title: [], align: 'left', width: widthOf(1) },
    ],
    pairs.map(([name, value]) => [paint.quiet(name), value]),
    paint,
  );
  const title = printable(summary.name === undefined ? summary.file : `${summary.name} (${summary.file})`);
  const warnings = summary.warnings.map(({ jobs, count, message }) => {
    const more = count > jobs.length ? ` and ${count - jobs.length} more` : '';
    return `${paint.odd('warning:')} ${jobs.join(', ')}${more}: ${message}`;
  });
  return `${[paint.strong(title), ...grid, ...warnings].join('\n')}\n`;
}

function facts(summary: WorkloadSummary): (readonly [string, string])[] {
  const { work, arrivals, offeredLoad, leastMakespan, capacity } = summary;
  const programs = summary.programs.map(({ name, jobs }) => `${jobs} ${name}`).join(', ');
  const kinds = [
    [work.withDuration, 'with a duration'],
    [work.withSteps, 'with steps'],
    [work.unknown, 'that run to their end'],
  ] as const;
  return [
    ['jobs', `${summary.jobs} (${programs})`],
    ['capacity', capacity === undefined ? "all of the host's cores" : `${capacity} cores`],
    ['cores asked for', range(summary.cores, cores)],
    ['priorities', range(summary.priorities, String)],
    ['arrivals', `${seconds(arrivals.first)} to ${seconds(arrivals.last)}`],
    ['work', kinds.flatMap(([jobs, what]) => (jobs > 0 ? [`${jobs} ${what}`] : [])).join(', ')],
    ...(work.withDuration > 0 ? [['core-seconds', fixed(work.coreSeconds, 1)] as const] : []),
    ...(offeredLoad === undefined ? [] : [['offered load', percent(offeredLoad)] as const]),
    ...(leastMakespan === undefined ? [] : [['least makespan', seconds(leastMakespan)] as const]),
  ];
}

function range(spread: WorkloadSummary['cores'], show: (value: number) => string): string {
  if (spread.min === spread.max) return show(spread.min);
  return `${show(spread.min)} to ${show(spread.max)}, median ${show(spread.median)}`;
}
