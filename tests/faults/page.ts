import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const PAGE = fileURLToPath(new URL('../../docs/reliability.md', import.meta.url));
const END = '<!-- end of figures -->';

/**
 * Puts a table in the place that docs/reliability.md has for the figures of an npm script.
 * @throws Error where there is no such place
 */
export async function writeFigures(script: string, table: string): Promise<void> {
  const page = readFileSync(PAGE, 'utf8');
  const mark = `<!-- figures: npm run ${script} -->`;
  const begin = page.indexOf(mark);
  const end = page.indexOf(END, begin);
  if (begin === -1 || end === -1) throw new Error(`${PAGE} has no place for the figures of ${script}`);
  const text = `${page.slice(0, begin)}${mark}\n\n${table}\n\n${page.slice(end)}`;
  writeFileSync(PAGE, await format(text, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
}

/** In Markdown; all columns but the first hold numbers. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, n) => (n === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
