import type { Package } from '../package.js';

/** docs/licences.md. */
export function licencesPage(npm: readonly Package[], pypi: readonly Package[]): string {
  return [
    '# Licences of what tfsched is made of',
    '',
    'Written by `npm run licences`. tfsched itself is under the MIT licence (LICENSE). A test fails when a package with another licence',
    'than those accepted, or with none that is known, comes in ([supply-chain.md](supply-chain.md)).',
    '',
    '## The tool: npm packages',
    '',
    'Optional ones, which need not be installed, included; what is only there for development is not.',
    '',
    ...table(npm),
    '',
    '## The runner image: Python packages',
    '',
    'On top of Python and the base image, which have their own.',
    '',
    ...table(pypi),
    '',
  ].join('\n');
}

/** Columns of even width, as the formatter of this project wants them. */
function table(packages: readonly Package[]): string[] {
  const rows = packages.map(({ name, version, licence = 'unknown' }) => [name, version, licence]);
  const head = ['package', 'version', 'licence'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
