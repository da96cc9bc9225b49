import type { JobExplanation, RulesInForce } from '../../explain/explanation.js';
import { printable } from '../../workload/printable.js';
import type { Look } from '../format.js';
import { cut, drawGrid, GAP, textWidth } from '../layout/grid.js';
import { decimalsFor, fixed } from '../layout/numbers.js';
import { createPaint } from '../layout/paint.js';
import { mainReasonWords } from './explanation-words.js';
import { knownLines } from './explanation.js';

/** The longest that an id may be before it is cut. */
const WIDEST_ID = 24;

/**
 * The jobs with their waiting time and what most of it was for, as given.
 * @param left how many jobs of the run are not among them
 */
export function waitsTable(
  explanations: readonly JobExplanation[],
  left: number,
  rules: RulesInForce,
  look: Look,
): string {
  const paint = createPaint(look.color);
  const decimals = decimalsFor(explanations.map(({ waiting }) => waiting));
  const rows = explanations.map(({ job, waiting, waits, main_reason }) => [
    printable(job),
    fixed(waiting, decimals),
    String(waits.length),
    main_reason === null ? '' : printable(mainReasonWords(main_reason)),
  ]);
  const titles = ['job', 'waiting s', 'waits', 'mostly'];
  const widths = titles.map((title, column) =>
    rows.reduce((widest, row) => Math.max(widest, textWidth(row[column] ?? '')), textWidth(title)),
  );
  const id = Math.min(widths[0]!, WIDEST_ID);
  const room = Math.max(20, look.width - id - widths[1]! - widths[2]! - 3 * GAP);
  const reason = Math.min(widths[3]!, room);
  const grid = drawGrid(
    [
      { title: [titles[0]!], align: 'left', width: id },
      { title: [titles[1]!], align: 'right', width: widths[1]! },
      { title: [titles[2]!], align: 'right', width: widths[2]! },
      { title: [titles[3]!], align: 'left', width: reason },
    ],
    rows.map(([job, waiting, waits, why]) => [cut(job!, id), waiting!, waits!, cut(why!, reason)]),
    paint,
  );
  const more = left > 0 ? [paint.quiet(`… and ${left} more ${left === 1 ? 'job' : 'jobs'} (--limit)`)] : [];
  return `${[...knownLines(rules, look, paint), '', ...grid, ...more].join('\n')}\n`;
}
