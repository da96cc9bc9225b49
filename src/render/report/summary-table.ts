import type { RunReport } from '../../metrics/report.js';
import type { Look } from '../format.js';
import { drawGrid, GAP, type GridColumn, textWidth } from '../layout/grid.js';
import type { Paint } from '../layout/paint.js';
import { figures } from './figures.js';

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

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
}
