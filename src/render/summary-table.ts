import type { RunReport } from '../metrics/report.js';
import { drawGrid, GAP, type GridColumn, textWidth } from './grid.js';
import type { Look } from './format.js';
import { fixed, percent, seconds, significant } from './numbers.js';
import type { Paint } from './paint.js';

/** Blanks between two pairs of a name and its figure. */
const PAIR_GAP = 6;

/** The figures of the whole run as pairs of name and value, in as many columns as fit. */
export function summaryTable(report: RunReport, { width }: Look, paint: Paint): string[] {
  const pairs = figures(report);
  const nameWidth = widest(pairs.map(([name]) => name));
  const valueWidth = widest(pairs.map(([, value]) => value));
  const pairWidth = nameWidth + GAP + valueWidth;
  const perLine = Math.max(1, Math.min(3, Math.floor((width + PAIR_GAP) / (pairWidth + PAIR_GAP))));
  const lines = Math.ceil(pairs.length / perLine);
  const columns: GridColumn[] = [];
  for (let column = 0; column < perLine; column++) {
    if (column > 0) columns.push({ title: [], align: 'left', width: PAIR_GAP - 2 * GAP });
    columns.push(
      { title: [], align: 'left', width: nameWidth },
      { title: [], align: 'right', width: valueWidth },
    );
  }
  const rows = Array.from({ length: lines }, (_, line) =>
    Array.from({ length: perLine }, (_, column) => {
      const [name = '', value = ''] = pairs[column * lines + line] ?? [];
      return [...(column > 0 ? [''] : []), paint.quiet(name), value];
    }).flat(),
  );
  return drawGrid(columns, rows, paint);
}

/** Names and values of the whole run's figures, as people read them. */
export function figures({ summary, config }: RunReport): (readonly [string, string])[] {
  const { finished, failed, cancelled, jobs } = summary;
  const starts = summary.dispatch_latency;
  const all: (readonly [string, string] | undefined)[] = [
    ['finished', `${finished} of ${jobs}`],
    failed > 0 ? ['failed', String(failed)] : undefined,
    cancelled > 0 ? ['cancelled', String(cancelled)] : undefined,
    ['makespan', seconds(summary.makespan)],
    ['throughput', `${significant(summary.throughput_per_hour)} jobs/h`],
    ['utilization', percent(summary.utilization)],
    config.executor === 'docker' ? ['cpu used', percent(summary.cpu_used)] : undefined,
    ['idle while queued', `${fixed(summary.idle_while_queued, 2)} core-s`],
    ['fairness (Jain)', fixed(summary.jain, 3)],
    ['preemptions', String(summary.preemptions)],
    ['resizes', String(summary.resizes)],
    starts.max !== null && starts.max > 0 ? ['dispatch, median', seconds(starts.median)] : undefined,
    starts.max !== null && starts.max > 0 ? ['dispatch, max', seconds(starts.max)] : undefined,
  ];
  return all.filter((pair) => pair !== undefined);
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
}
