import type { RunReport } from '../metrics/report.js';
import { csv } from './csv.js';
import type { Format, Look } from './format.js';
import { gantt } from './gantt.js';
import { json } from './json.js';
import { markdown } from './markdown.js';
import { table } from './table.js';

/** One line a format (CONTRIBUTING: add an output format). */
export const FORMATS = { table, json, csv, markdown, gantt } satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export interface RenderOptions extends Look {
  readonly format: FormatName;
}

/** The report as text, in pieces to be written one after the other: a long one never stands in memory as a whole. */
export function renderPieces(report: RunReport, options: RenderOptions): Iterable<string> {
  return FORMATS[options.format].write(report, options);
}

/** The report as one text. Equal reports and options give equal text. */
export function render(report: RunReport, options: RenderOptions): string {
  return [...renderPieces(report, options)].join('');
}
