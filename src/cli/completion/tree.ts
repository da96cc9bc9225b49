import { Command, type Option } from 'commander';
import type { CommandEntry } from '../commands/index.js';
import type { Io } from '../io.js';

/** A flag of a command, for completion. */
export interface Flag {
  /** `-p` and `--policy`, as far as there are. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** The values that it takes, where they can be listed. */
  readonly choices: readonly string[];
}

/** A command, its flags, and the words that can follow it. */
export interface CommandShape {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
  /** Subcommands, or choices of its first argument. */
  readonly words: readonly string[];
}

/** Values of flags that are checked by their own parser, and so are not listed as choices. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

/** The shape of every command, read from its own definition, and that of `help`. */
export async function commandShapes(
  entries: readonly CommandEntry[],
  known: KnownValues,
  io: Io,
): Promise<CommandShape[]> {
  const shapes = await Promise.all(
    entries.map(async (entry): Promise<CommandShape> => {
      const command = new Command(entry.name);
      (await entry.load()).define(command, io, () => undefined);
      // Where the subcommand is not looked at, the flags of all of them are offered.
      const options = [command, ...command.commands].flatMap((each) => each.options);
      const words = [
        ...command.commands.map((sub) => sub.name()),
        ...command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
      ];
      const flags = options.filter(({ hidden }) => !hidden).map((option) => flagOf(option, known));
      return { name: entry.name, description: entry.summary, flags: [...flags, HELP_FLAG], words };
    }),
  );
  const help = {
    name: 'help',
    description: 'print the help of a command',
    flags: [],
    words: entries.map(({ name }) => name),
  };
  return [...shapes, help];
}

/** Commander's own, which is on no list. */
const HELP_FLAG: Flag = {
  names: ['-h', '--help'],
  description: 'print this help',
  takesValue: false,
  choices: [],
};

function flagOf(option: Option, known: KnownValues): Flag {
  return {
    names: [option.short, option.long].filter((name) => name !== undefined),
    description: option.description.split('\n')[0] ?? '',
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? known[option.long ?? ''] ?? [],
  };
}
