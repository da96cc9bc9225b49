import type { RunReport } from '../metrics/report.js';
import { runSpan } from '../metrics/run-span.js';
import { printable } from '../workload/printable.js';
import type { Format } from './format.js';
import { cut, GAP, textWidth } from './layout/grid.js';
import { createPaint, type Paint } from './layout/paint.js';
import { axis } from './layout/time-axis.js';
import { headline } from './report/headline.js';

/** No name takes more of a line than that. */
const LONGEST_NAME = 20;

/** Rows that are drawn; more cannot be taken in. */
const MOST_ROWS = 200;

/**
 * A line for each job over the time of the run, a character for each equal part of it: how many cores it held in the middle
 * of that part, `-` while it was paused, `.` while it was queued.
 */
export const gantt: Format = {
  *write(report, { width, color }) {
    const paint = createPaint(color);
    const jobs = report.jobs.slice(0, MOST_ROWS);
    const names = jobs.map(({ id }) => printable(id));
    const nameWidth = Math.min(
      LONGEST_NAME,
      names.reduce((widest, name) => Math.max(widest, textWidth(name)), 0),
    );
    const room = Math.max(10, width - nameWidth - GAP);
    const margin = ' '.repeat(nameWidth + GAP);
    const { from, to } = runSpan(report);
    yield `${paint.strong(printable(headline(report)))}\n\n`;
    for (const line of axis(from, to, room)) yield `${margin}${paint.quiet(line)}\n`;
    const rows = rowsOf(report, from, (to - from) / room, room);
    for (const [index, job] of jobs.entries()) {
      const name = cut(names[index] ?? '', nameWidth);
      const cells = (rows.get(job.id) ?? []).join('').trimEnd();
      const gap = cells === '' ? '' : ' '.repeat(nameWidth - textWidth(name) + GAP);
      yield `${name}${gap}${painted(cells, index, paint)}\n`;
    }
    const rest = report.jobs.length - jobs.length;
    if (rest > 0) yield `${paint.quiet(`… and ${rest} more`)}\n`;
    yield `\n${paint.quiet('digits: cores held (+ for ten and more), - paused, . queued')}\n`;
  },
};

function rowsOf(report: RunReport, from: number, part: number, room: number): Map<string, string[]> {
  const rows = new Map<string, string[]>();
  const fill = (job: string, start: number, end: number, mark: string): void => {
    const row = rows.get(job);
    if (row === undefined) return;
    // The parts whose middle lies in [start, end).
    const first = Math.max(0, Math.ceil((start - from) / part - 0.5));
    const last = Math.min(room, Math.ceil((end - from) / part - 0.5));
    row.fill(mark, first, last);
  };
  for (const job of report.jobs.slice(0, MOST_ROWS)) {
    rows.set(
      job.id,
      Array.from({ length: room }, () => ' '),
    );
    if (job.turnaround !== null) fill(job.id, job.arrival, job.finished_at ?? report.run.clock, '.');
  }
  for (const { job, kind, start, end, cores } of report.segments) {
    fill(job, start, end, kind === 'pause' ? '-' : coreMark(cores));
  }
  return rows;
}

function coreMark(cores: number): string {
  return cores >= 9.5 ? '+' : String(Math.max(1, Math.round(cores)));
}

function painted(cells: string, index: number, paint: Paint): string {
  return cells.replace(/[1-9+]+|-+|\.+/g, (part) => {
    if (part.startsWith('-')) return paint.odd(part);
    return part.startsWith('.') ? paint.quiet(part) : paint.job(index, part);
  });
}
