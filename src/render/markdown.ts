import { printable } from '../workload/printable.js';
import type { Format } from './format.js';
import { createPaint } from './layout/paint.js';
import { figures } from './report/figures.js';
import { headline } from './report/headline.js';
import { jobColumns } from './report/job-columns.js';

/** The tables as GitHub-flavoured Markdown, for notes and documentation. */
export const markdown: Format = {
  *write(report) {
    const columns = jobColumns(report.jobs, createPaint(false));
    yield `**${escapedMarkdown(headline(report))}**\n\n`;
    yield markdownRow(columns.map(({ title }) => title.join(', ')));
    yield markdownRow(columns.map(({ align }) => (align === 'right' ? '--:' : '---')));
    for (const job of report.jobs) yield markdownRow(columns.map(({ cell }) => escapedMarkdown(cell(job))));
    yield `\n${markdownRow(['', ''])}${markdownRow(['---', '--:'])}`;
    for (const [name, value] of figures(report)) yield markdownRow([name, escapedMarkdown(value)]);
  },
};

export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Text that Markdown shows as it is: no markup, no entities, and no links of what looks like an address. */
export function escapedMarkdown(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>|#~&!@]|:(?=\/\/)|(?<=www)\./gi, (char) => `\\${char}`);
}
