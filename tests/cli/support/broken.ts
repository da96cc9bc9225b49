import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file or a command line that is wrong, and what is said of it. */
export interface BrokenCase {
  /** What is wrong, in words. */
  readonly title: string;
  /** The file that is made for it; undefined where those that are there will do. */
  readonly file: { readonly name: string; readonly text: string } | undefined;
  /** The words after `tfsched`. */
  readonly args: readonly string[];
  /** What stands on stderr, line by line. */
  readonly lines: readonly string[];
}

const FOLDER = fileURLToPath(new URL('../broken/', import.meta.url));

/** Every case of a folder of texts, by the name of its text; tests/cli/broken/README.md says how they are written. */
export function brokenCases(): readonly (readonly [string, readonly BrokenCase[]])[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => [name, casesOf(readFileSync(join(FOLDER, name), 'utf8'))]);
}

function casesOf(text: string): readonly BrokenCase[] {
  return text
    .split(/^== /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.replace(/\n$/, '').split('\n');
      const marked = (mark: string): readonly string[] =>
        lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
      const [name] = marked('-- ');
      const content = lines.filter((line) => !/^(?:-- |\$ |>>(?: |$))/.test(line));
      const [command = `check ${name ?? ''}`] = marked('$ ');
      return {
        title,
        file: name === undefined ? undefined : { name, text: content.map((line) => `${line}\n`).join('') },
        args: wordsOf(command),
        lines: lines.filter((line) => line.startsWith('>>')).map((line) => line.slice(3)),
      };
    });
}

/** Words with blanks between; one in double quotes may have blanks in it. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
