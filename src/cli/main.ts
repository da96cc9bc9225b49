import { Command, CommanderError } from 'commander';
import { commands, type CommandEntry } from './commands/index.js';
import { explainError, printableLines } from './explain-error.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Io } from './io.js';
import { version } from './version.js';

/**
 * Runs one command line.
 * @param args without node and script
 * @returns the exit code; nothing here ends the process
 */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = rootCommand(io);
  try {
    const used = usedCommand(args);
    for (const entry of commands)
      await addCommand(program, entry, entry === used, io, (result) => (code = result));
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return explainError(error, io);
  }
}

function rootCommand(io: Io): Command {
  const program = new Command('tfsched');
  configure(program, io);
  return program
    .description('Replays a workload of TensorFlow training programs on Docker, core by core.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', HELP_EXAMPLES);
}

/** The command that the line is about: `tfsched run ...`, `tfsched help run`. */
function usedCommand(args: readonly string[]): CommandEntry | undefined {
  const words = args.filter((word) => !word.startsWith('-'));
  const name = words[0] === 'help' ? words[1] : words[0];
  return commands.find((entry) => entry.name === name);
}

/** A command that is not used is only listed: its module is not loaded. */
async function addCommand(
  program: Command,
  entry: CommandEntry,
  isUsed: boolean,
  io: Io,
  finish: (code: ExitCode) => void,
): Promise<void> {
  const command = program.command(entry.name).description(entry.summary);
  configure(command, io);
  if (isUsed) (await entry.load()).define(command, io, finish);
}

function configure(command: Command, io: Io): void {
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(printableLines(text)) })
    .configureHelp({ showGlobalOptions: false, helpWidth: io.width });
}

const HELP_EXAMPLES = `
Examples:
  tfsched run workload.yaml --policy rr --quantum 5 --realloc max_prop
  tfsched simulate workload.yaml --policy prio --preemptive --json
  tfsched check workload.yaml

Exit codes:
  0            all jobs finished
  1            some job failed or was cancelled
  2            usage or invalid input
  3            Docker, an image or the cores are not there
  4            a log cannot be read or written, or a check differs
  70           a bug
  129/130/143  interrupted
`;
