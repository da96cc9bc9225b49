import type { Comparison } from '../../compare/comparison.js';
import { printable } from '../../workload/printable.js';
import { decimalsFor, fixed } from '../layout/numbers.js';
import { decimalsOf, figureText, groupTitle, legend } from './cell-text.js';

/** A page of its own: tables and pictures, without scripts and without anything to fetch. */
export function comparisonPage(comparison: Comparison, pictures: readonly string[]): string {
  const { metrics, groups, by, config } = comparison;
  const names = metrics
    .map(({ name }) => name)
    .filter((name) => by.some((row) => row.metrics[name] !== undefined));
  const breakdown =
    by.length === 0
      ? ''
      : table(
          ['cell', config.by ?? '', 'jobs', ...names],
          by.map((row) => [
            row.cell,
            row.value,
            String(row.jobs),
            ...names.map((name) =>
              fixed(row.metrics[name] ?? null, decimalsFor(by.map((one) => one.metrics[name] ?? null))),
            ),
          ]),
          `By ${config.by ?? ''}`,
        );
  const tables = groups.map((group) =>
    table(
      ['cell', ...metrics.map(({ name, unit }) => (unit === '' ? name : `${name}, ${unit}`))],
      group.cells.map((cell) => [
        cell.label,
        ...metrics.map(({ name }) => figureText(cell.metrics[name], decimalsOf(group, name))),
      ]),
      groupTitle(group, comparison),
    ),
  );
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    `<title>tfsched compare</title><style>${STYLE}</style></head><body>`,
    '<h1>Comparison of schedulers</h1>',
    ...tables,
    breakdown,
    ...legend(comparison).map((line) => `<p>${escaped(line)}</p>`),
    ...pictures.map((svg) => `<figure>${svg}</figure>`),
    '</body></html>\n',
  ].join('\n');
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
th, td { padding: .25rem .75rem; text-align: right; border-bottom: 1px solid #8886; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
figure { margin: 2rem 0; background: #fff; overflow-x: auto; }`;

function table(head: readonly string[], rows: readonly (readonly string[])[], caption: string): string {
  const cells = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><caption>${escaped(caption)}</caption><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('\n')}</tbody></table>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (char) => ESCAPES[char]!);
}
