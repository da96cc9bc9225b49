import { GAP, type GridColumn, textWidth } from './grid.js';

/** A column of a table that may be left out, or cut, where the terminal is narrow. */
export interface Column<Row> {
  /** One line of the head each. */
  readonly title: readonly string[];
  readonly align: 'left' | 'right';
  /** Columns of a smaller rank are kept longer. */
  readonly rank: number;
  /** What it may be cut down to; it is never cut without this. */
  readonly shortest?: number;
  /** Safe to print: no control characters. May be coloured. */
  readonly cell: (row: Row) => string;
}

export interface Fitted {
  readonly columns: readonly GridColumn[];
  readonly rows: readonly (readonly string[])[];
}

interface Measured<Row> {
  readonly column: Column<Row>;
  readonly cells: readonly string[];
  readonly natural: number;
  width: number;
}

/**
 * The columns that fit into `width`, in the order given: the most important are chosen first, at their shortest, and then
 * get back what they were cut by, as far as there is room.
 */
export function fitColumns<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): Fitted {
  const byRank = columns.map((column) => measure(column, rows)).sort((a, b) => a.column.rank - b.column.rank);
  const chosen: Measured<Row>[] = [];
  let room = width + GAP;
  for (const candidate of byRank) {
    const needed = candidate.width + GAP;
    if (needed > room && chosen.length > 0) continue;
    chosen.push(candidate);
    room -= needed;
  }
  for (const column of chosen) {
    const more = Math.max(0, Math.min(room, column.natural - column.width));
    column.width += more;
    room -= more;
  }
  chosen.sort((a, b) => columns.indexOf(a.column) - columns.indexOf(b.column));
  return {
    columns: chosen.map(({ column: { title, align }, width }) => ({ title, align, width })),
    rows: rows.map((_, index) => chosen.map(({ cells }) => cells[index] ?? '')),
  };
}

function measure<Row>(column: Column<Row>, rows: readonly Row[]): Measured<Row> {
  const cells = rows.map((row) => column.cell(row));
  const title = column.title.reduce((widest, line) => Math.max(widest, textWidth(line)), 0);
  const natural = cells.reduce((widest, cell) => Math.max(widest, textWidth(cell)), title);
  const shortest = Math.max(title, column.shortest ?? natural);
  return { column, cells, natural, width: Math.min(natural, shortest) };
}
