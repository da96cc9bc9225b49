import type { RunReport } from '../metrics/report.js';
import { printable } from '../workload/printable.js';
import type { Format, Look } from './format.js';
import { fixed } from './layout/numbers.js';
import { createPaint, type Paint } from './layout/paint.js';
import { wrap } from './layout/wrap.js';
import { gapText } from './report/gap-text.js';
import { headline } from './report/headline.js';
import { jobTable } from './report/job-table.js';
import { noteTexts } from './report/note-text.js';
import { statisticsTable } from './report/statistics-table.js';
import { summaryTable } from './report/summary-table.js';

/** For people at a terminal: what was run, the jobs, the whole run. */
export const table: Format = {
  *write(report, look) {
    const paint = createPaint(look.color);
    const parts = [
      wrap(headline(report), look.width).map((line) => paint.strong(line)),
      report.jobs.length === 0 ? [] : jobTable(report, look, paint),
      statisticsTable(report.summary, paint),
      summaryTable(report, look, paint),
      remarks(report, look, paint),
    ];
    const shown = parts.filter((lines) => lines.length > 0);
    yield `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  },
};

/** More failures than that are not told one by one. */
const MOST_FAILURES = 20;

/** Why jobs failed, and what else a person should know. */
function remarks(report: RunReport, { width }: Look, paint: Paint): string[] {
  const { interrupted, gaps } = report.run;
  const lines: string[] = [];
  const failed = report.jobs.filter(({ state }) => state === 'failed');
  for (const { id, reason, exit_code } of failed.slice(0, MOST_FAILURES)) {
    const code = exit_code === null ? '' : `exit code ${exit_code}`;
    const why = [reason ?? '', code].filter((part) => part !== '').join(', ');
    for (const line of wrap(`${printable(id)} failed: ${printable(why)}`, width)) lines.push(paint.bad(line));
  }
  if (failed.length > MOST_FAILURES)
    lines.push(paint.bad(`… and ${failed.length - MOST_FAILURES} more failed`));
  if (interrupted !== null) lines.push(paint.odd(`interrupted: ${printable(interrupted)}`));
  for (const gap of gaps)
    for (const line of wrap(`resumed at ${fixed(gap.at, 1)} s: ${gapText(gap)}`, width))
      lines.push(paint.odd(line));
  for (const { level, text } of noteTexts(report.notes)) {
    const show = level === 'error' ? paint.bad : paint.odd;
    for (const line of wrap(text, width)) lines.push(show(line));
  }
  return lines;
}
