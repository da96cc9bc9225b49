import { Command } from 'commander';
import { compare } from '../compare/compare.js';
import { addCompareOptions, type CompareFlags } from '../compare/flags.js';
import { type Study, studyArguments } from '../compare/study-file.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { printableLines } from '../explain-error.js';

/** `tfsched compare`: many rules on the same workloads, with intervals and paired tests. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command.argument('[files...]', 'workload files, or generator specs (tfsched generate)');
  addCompareOptions(command).action(async (files: string[], flags: CompareFlags) => {
    finish(await run(files, flags, command, io));
  });
}

async function run(
  files: readonly string[],
  flags: CompareFlags,
  command: Command,
  io: Io,
): Promise<ExitCode> {
  const abort = new AbortController();
  const stop = (): void => abort.abort(new Stopped());
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const asked =
      flags.params === undefined ? { files, flags, command } : withParams(flags.params, command, io);
    const study = studyOf(asked.files, asked.command);
    return await compare({ files: asked.files, flags: asked.flags, study, io, signal: abort.signal });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    io.err('stopped: what was run is kept, and the same command goes on from here\n');
    return EXIT.interrupt;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

class Stopped extends Error {}

/** The flags of the parameter file, and those of the command line, which win. */
function withParams(
  file: string,
  command: Command,
  io: Io,
): { files: readonly string[]; flags: CompareFlags; command: Command } {
  const again = addCompareOptions(new Command('compare').argument('[files...]').exitOverride());
  again.configureOutput({ writeErr: (text) => io.err(printableLines(text)) });
  again.parse([...studyArguments(file), ...flagArguments(writtenFlags(command))], { from: 'user' });
  const files = command.args.length > 0 ? command.args : again.args;
  return { files, flags: again.opts<CompareFlags>(), command: again };
}

type WrittenFlags = Study['flags'];

/** What a comparison is about: not where from, nor where to, nor how it is shown. */
function studyOf(files: readonly string[], command: Command): Study {
  const flags = Object.entries(writtenFlags(command)).filter(([name]) => !NOT_KEPT.has(name));
  return { files, flags: Object.fromEntries(flags) };
}

const NOT_KEPT: ReadonlySet<string> = new Set([
  'params',
  'out',
  'format',
  'json',
  'width',
  'quiet',
  'against',
  'html',
  'pictures',
]);

/** What was given on a command line, as it was written. */
function writtenFlags(command: Command): WrittenFlags {
  const given = command.options.filter(
    (option) => command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  return Object.fromEntries(
    given.map((option) => [
      option.long!.slice(2),
      option.optional || option.required ? textOf(command.getOptionValue(option.attributeName())) : true,
    ]),
  );
}

/** Lists hold texts, numbers, values that know their texts, or metrics. */
function textOf(value: unknown): string | true {
  if (value === true) return true;
  if (!Array.isArray(value)) return String(value);
  return value
    .map((one: string | number | { text: string } | { name: string }) => {
      if (typeof one !== 'object') return String(one);
      return 'text' in one ? one.text : one.name;
    })
    .join(',');
}

function flagArguments(flags: WrittenFlags): readonly string[] {
  return Object.entries(flags).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, value],
  );
}
