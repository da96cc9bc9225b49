import type { Difference } from '../log/diff.js';
import { printable } from '../workload/printable.js';
import { createPaint } from './paint.js';

/** The first difference of two runs in three lines: where, and what each of them did. */
export function renderDifference(difference: Difference, color: boolean): string {
  const paint = createPaint(color);
  const { at, job } = difference;
  const place = [
    at === null ? '' : `at ${Number(at.toFixed(9))} s`,
    job === null ? '' : `job ${printable(job)}`,
  ];
  const where = place.filter((part) => part !== '').join(', ');
  return [
    paint.strong(`first difference${where === '' ? '' : `: ${where}`}`),
    `  expected  ${paint.good(printable(difference.expected))}`,
    `  actual    ${paint.bad(printable(difference.actual))}`,
    '',
  ].join('\n');
}
