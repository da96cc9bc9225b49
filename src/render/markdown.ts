import { figures } from './figures.js';
import type { Format } from './format.js';
import { headline } from './headline.js';
import { jobColumns } from './job-columns.js';
import { createPaint } from './paint.js';

/** The tables as GitHub-flavoured Markdown, for notes and documentation. */
export const markdown: Format = {
  *write(report) {
    const columns = jobColumns(report.jobs, createPaint(false));
    yield `**${escaped(headline(report))}**\n\n`;
    yield line(columns.map(({ title }) => title.join(', ')));
    yield line(columns.map(({ align }) => (align === 'right' ? '--:' : '---')));
    for (const job of report.jobs) yield line(columns.map(({ cell }) => escaped(cell(job))));
    yield `\n${line(['', ''])}${line(['---', '--:'])}`;
    for (const [name, value] of figures(report)) yield line([name, escaped(value)]);
  },
};

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Text that Markdown shows as it is. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#~]/g, (char) => `\\${char}`);
}
