import { parse, stringify } from 'yaml';
import { reasonOf, UsageError } from '../errors.js';
import { readFileText } from './instances.js';

/** What a study was asked for: its files and its flags, as they were written. */
export interface Study {
  readonly files: readonly string[];
  /** By the name of the flag without dashes; true for one without a value. */
  readonly flags: Readonly<Record<string, string | true>>;
}

/** As a file that `--params` reads. */
export function studyText({ files, flags }: Study): string {
  return `# tfsched compare --params <this file>\n${stringify({ files, ...flags })}`;
}

/**
 * The command line that a parameter file stands for.
 * @throws UsageError
 */
export function studyArguments(file: string): readonly string[] {
  let content: unknown;
  try {
    content = parse(readFileText(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new UsageError(`${file}: expected files: and flags of compare, such as policy: fcfs,rr`);
  }
  const { files = [], ...flags } = content as Record<string, unknown>;
  if (!Array.isArray(files)) throw new UsageError(`${file}: files is no list`);
  return [
    ...files.map(String),
    ...Object.entries(flags).flatMap(([name, value]) => {
      if (value === false) return [];
      if (value === true) return [`--${name}`];
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (list.some((one) => typeof one !== 'string' && typeof one !== 'number')) {
        throw new UsageError(`${file}: ${name} is no value of a flag of compare`);
      }
      return [`--${name}`, list.join(',')];
    }),
  ];
}
