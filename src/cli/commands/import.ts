import { createReadStream } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_IMPORT_OPTIONS, type ImportFormat, type ImportOptions } from '../../import/import-format.js';
import { findImportFormat, importFormats } from '../../import/index.js';
import { isJsonLines } from '../../workload/load/load.js';
import { modelNames } from '../../workload/models.js';
import { jobKeys } from '../../workload/schema/job-schema.js';
import { workloadPieces } from '../../workload/write/write-workload.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { importWorkload } from '../input.js';
import type { Io } from '../io.js';
import { positiveNumber, positiveTime, wholeNumber } from '../options/values.js';
import { writeResult } from '../output.js';

interface Flags extends Partial<Pick<ImportOptions, 'duration' | 'timeScale' | 'first'>> {
  readonly format?: string;
  readonly model: string;
  readonly oversized: ImportOptions['oversized'];
  readonly column?: ReadonlyMap<string, string>;
  readonly jsonl?: boolean;
  readonly out?: string;
}

/** `tfsched import`: a workload file from one of another tool. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .argument('<file>', 'a file of another tool, or - for standard input')
    .addOption(
      new Option('-f, --format <name>', 'what the file is (default: by the end of its name)').choices(
        importFormats.map(({ name }) => name),
      ),
    )
    .addOption(
      new Option('--model <name>', 'what jobs run whose program the file does not know')
        .choices(modelNames)
        .default(DEFAULT_IMPORT_OPTIONS.model),
    )
    .option('--duration <time>', 'work of jobs that the file knows none of', positiveTime)
    .option('--time-scale <factor>', 'multiply all times: 0.01 makes minutes of hours', positiveNumber)
    .option('--first <n>', 'only so many jobs', wholeNumber)
    .addOption(
      new Option('--oversized <what>', "swf: jobs that ask for more than the log's machine has")
        .choices(['drop', 'clip'])
        .default(DEFAULT_IMPORT_OPTIONS.oversized),
    )
    .option('--column <key=name>', 'csv: which column has a key of a job; can be repeated', column)
    .option('--jsonl', 'one job a line, as JSON (default: YAML, or by the end of the name of --out)')
    .option('-o, --out <file>', 'write it there (default: stdout)')
    .addHelpText(
      'after',
      `\nFormats:\n${importFormats.map(({ name, summary }) => `  ${name.padEnd(9)} ${summary}`).join('\n')}`,
    )
    .action(async (file: string, flags: Flags) => {
      const { jsonl, out, column: columns = DEFAULT_IMPORT_OPTIONS.columns, ...options } = flags;
      const source = file === '-' ? process.stdin : createReadStream(file);
      const workload = await importWorkload(
        formatOf(file, flags),
        file === '-' ? '<stdin>' : file,
        source,
        { ...DEFAULT_IMPORT_OPTIONS, ...options, columns },
        (line) => io.err(`${line}\n`),
      );
      const form = jsonl === true || (out !== undefined && isJsonLines(out)) ? 'jsonl' : 'yaml';
      writeResult(workloadPieces(workload, form), out, io);
      finish(EXIT.ok);
    });
}

function formatOf(file: string, { format }: Flags): ImportFormat {
  const found = findImportFormat(format ?? file);
  if (found !== undefined) return found;
  const names = importFormats.map(({ name }) => name).join(', ');
  throw new UsageError(`${file}: its name does not tell what it is: give --format, one of ${names}`);
}

function column(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const [, key, name] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (key === undefined || name === undefined || !jobKeys.some((one) => one === key)) {
    throw new InvalidArgumentError(`Give a key of a job and a column, such as arrival=submit_time.`);
  }
  return new Map([...before, [key, name]]);
}
