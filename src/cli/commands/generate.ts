import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { generateWorkload } from '../../generate/generate.js';
import {
  generatorFields,
  type GeneratorKey,
  generatorKeys,
  type GeneratorSpec,
} from '../../generate/generator-spec.js';
import { completed, readGenerator } from '../../generate/read-generator.js';
import { isJsonLines } from '../../workload/load/load.js';
import { InvalidWorkload } from '../../workload/problem.js';
import { workloadPieces } from '../../workload/write/write-workload.js';
import { reasonOf, UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { wholeNumberFromZero } from '../options/values.js';
import { writeResult } from '../output.js';

type Flags = Partial<GeneratorSpec> & {
  readonly seed: number;
  readonly jsonl?: boolean;
  readonly out?: string;
};

/** What each flag takes, in words. */
const VALUES: Readonly<Record<GeneratorKey, string>> = {
  jobs: '<n>',
  cores: '<n>',
  arrival: '<name>',
  load: '<x>',
  burst: '<n>',
  day: '<time>',
  durations: '<times>',
  requests: '<list>',
  models: '<list>',
  priorities: '<list>',
  users: '<n>',
  overestimate: '<x>',
};

/** `tfsched generate`: a workload made by chance, the same for the same seed. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command.argument('[spec]', 'a YAML file with the same keys below generate:; flags win');
  for (const key of generatorKeys) {
    command.option(`--${key} ${VALUES[key]}`, generatorFields[key].description ?? '', (text) =>
      valueOf(key, text),
    );
  }
  command
    .option('--seed <n>', 'the same seed gives the same workload', wholeNumberFromZero, 1)
    .option('--jsonl', 'one job a line, as JSON (default: YAML, or by the end of the name of --out)')
    .option('-o, --out <file>', 'write it there (default: stdout)')
    .addHelpText(
      'after',
      '\nLists are 1,2,4 or 1..4, or weights such as 1=5,2=3; times also lognormal:20s:1 (median, sigma).',
    )
    .action((file: string | undefined, { seed, jsonl, out, ...given }: Flags) => {
      const spec = completed({ ...(file === undefined ? {} : readSpec(file)), ...given });
      if (typeof spec === 'string')
        throw new UsageError(`how many ${spec}? Give --${spec}, or ${spec}: in the file`);
      const form = jsonl === true || (out !== undefined && isJsonLines(out)) ? 'jsonl' : 'yaml';
      writeResult(workloadPieces(generateWorkload(spec, seed), form), out, io);
      finish(EXIT.ok);
    });
}

function readSpec(file: string): Partial<GeneratorSpec> {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
  const result = readGenerator(file, text);
  if (!result.ok) throw new InvalidWorkload(result.problems);
  return result.spec;
}

/** What a flag's text says, by the rules of the file. */
function valueOf(key: GeneratorKey, text: string): unknown {
  const result = generatorFields[key].safeParse(structured(key, text));
  if (result.success) return result.data;
  throw new InvalidArgumentError(`${sentence(result.error.issues[0]?.message ?? 'expected another value')}.`);
}

const LISTS: ReadonlySet<GeneratorKey> = new Set(['durations', 'requests', 'models', 'priorities']);

function structured(key: GeneratorKey, text: string): unknown {
  if (!LISTS.has(key)) return scalar(text);
  const [, median, sigma] = /^lognormal:([^:]+):([^:]+)$/.exec(text) ?? [];
  if (median !== undefined && sigma !== undefined)
    return { lognormal: { median: scalar(median), sigma: scalar(sigma) } };
  const parts = text.split(',');
  if (!text.includes('=')) return parts.flatMap(ranged);
  return Object.fromEntries(
    parts.map((part) => [part.split('=')[0]!.trim(), scalar(part.split('=')[1] ?? '')]),
  );
}

/** `1..4` is 1, 2, 3 and 4. */
function ranged(part: string): unknown[] {
  const [, first, last] = /^(-?\d{1,6})\.\.(-?\d{1,6})$/.exec(part.trim()) ?? [];
  if (first === undefined || last === undefined) return [scalar(part)];
  return Array.from(
    { length: Math.max(0, Number(last) - Number(first) + 1) },
    (_, index) => Number(first) + index,
  );
}

function scalar(text: string): unknown {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isNaN(number) ? text.trim() : number;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
