import type { Comparison } from '../../compare/comparison.js';
import { decimalsFor, fixed } from '../layout/numbers.js';
import { escapedMarkdown, markdownRow } from '../markdown.js';
import { decimalsOf, figureText, groupTitle, legend } from './cell-text.js';

/** Tables in GitHub-flavoured Markdown, fit for the summary page of a CI job. */
export function* comparisonMarkdown(comparison: Comparison): Generator<string, void> {
  const { metrics, by, config } = comparison;
  for (const group of comparison.groups) {
    yield `**${escapedMarkdown(groupTitle(group, comparison))}**\n\n`;
    yield markdownRow([
      'cell',
      ...metrics.map(({ name, unit }) => escapedMarkdown(unit === '' ? name : `${name}, ${unit}`)),
    ]);
    yield markdownRow(['---', ...metrics.map(() => '--:')]);
    for (const cell of group.cells) {
      const figures = metrics.map(({ name }) => {
        const text = escapedMarkdown(figureText(cell.metrics[name], decimalsOf(group, name)));
        return cell.metrics[name]?.best === true ? `**${text}**` : text;
      });
      yield markdownRow([escapedMarkdown(cell.label), ...figures]);
    }
    yield '\n';
  }
  if (by.length > 0) {
    const names = metrics
      .map(({ name }) => name)
      .filter((name) => by.some((row) => row.metrics[name] !== undefined));
    yield markdownRow(['cell', escapedMarkdown(config.by ?? ''), 'jobs', ...names.map(escapedMarkdown)]);
    yield markdownRow(['---', '---', '--:', ...names.map(() => '--:')]);
    for (const row of by) {
      const figures = names.map((name) =>
        fixed(row.metrics[name] ?? null, decimalsFor(by.map((one) => one.metrics[name] ?? null))),
      );
      yield markdownRow([
        escapedMarkdown(row.cell),
        escapedMarkdown(row.value),
        String(row.jobs),
        ...figures,
      ]);
    }
    yield '\n';
  }
  for (const line of legend(comparison)) yield `${escapedMarkdown(line)}  \n`;
}
