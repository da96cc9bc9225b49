import Table from 'cli-table3';
import stringWidth from 'string-width';
import type { Paint } from './paint.js';

export interface GridColumn {
  /** One line of the head each. */
  readonly title: readonly string[];
  readonly align: 'left' | 'right';
  /** In characters of the terminal; longer cells are cut and end in an ellipsis. */
  readonly width: number;
}

/** Between two columns. */
export const GAP = 2;

/** Columns that the text takes on a terminal; wide characters take two, and colours none. */
export function textWidth(text: string): number {
  return stringWidth(text);
}

/** The text if it fits into `width` columns, else its beginning and an ellipsis. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  for (const char of text) {
    if (textWidth(kept + char) >= width) break;
    kept += char;
  }
  return `${kept}…`;
}

/**
 * Columns side by side without frames, a rule below the head. No line is longer than the widths and gaps together, and none
 * ends in blanks.
 */
export function drawGrid(
  columns: readonly GridColumn[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): string[] {
  const table = new Table({
    chars: NO_FRAME,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colAligns: columns.map(({ align }) => align),
    colWidths: columns.map(({ width }) => width),
  });
  const headLines = Math.max(0, ...columns.map(({ title }) => title.length));
  for (let line = 0; line < headLines; line++) table.push(columns.map(({ title }) => title[line] ?? ''));
  table.push(...rows.map((row) => [...row]));
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  if (headLines === 0) return rows.length === 0 ? [] : lines;
  const width = columns.reduce((sum, column) => sum + column.width, GAP * (columns.length - 1));
  const head = lines.slice(0, headLines).map((line) => paint.strong(line));
  return [...head, paint.quiet('─'.repeat(width)), ...lines.slice(headLines)];
}

const NO_FRAME = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(GAP),
};
