import type { Comparison } from '../../compare/comparison.js';
import type { Look } from '../format.js';
import { comparisonCsv } from './csv.js';
import { comparisonMarkdown } from './markdown.js';
import { comparisonTable } from './table.js';
import { jsonText } from '../../workload/printable.js';

/** One line a format. */
const FORMATS = {
  table: comparisonTable,
  markdown: comparisonMarkdown,
  csv: comparisonCsv,
  json: (comparison: Comparison): readonly string[] => [`${jsonText(comparison, 2)}\n`],
} satisfies Record<string, (comparison: Comparison, look: Look) => Iterable<string>>;

export type ComparisonFormat = keyof typeof FORMATS;

/** The comparison as text, in pieces to be written one after the other. Equal ones give equal text. */
export function comparisonPieces(
  comparison: Comparison,
  format: ComparisonFormat,
  look: Look,
): Iterable<string> {
  return FORMATS[format](comparison, look);
}
