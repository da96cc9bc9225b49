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

/** The shape of every command, read from its own definition. */
export async function commandShapes(
  entries: readonly CommandEntry[],
  known: KnownValues,
  io: Io,
): Promise<CommandShape[]> {
  return Promise.all(
    entries.map(async (entry) => {
      const command = new Command(entry.name);
      (await entry.load()).define(command, io, () => undefined);
      const flags = command.options.filter((option) => !option.hidden).map((option) => flagOf(option, known));
      const words = [
        ...command.commands.map((sub) => sub.name()),
        ...command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
      ];
      return { name: entry.name, description: entry.summary, flags, words };
    }),
  );
}

function flagOf(option: Option, known: KnownValues): Flag {
  return {
    names: [option.short, option.long].filter((name) => name !== undefined),
    description: option.description.split('\n')[0] ?? '',
    takesValue: option.required || option.optional,
    choices: option.argChoices ?? known[option.long ?? ''] ?? [],
  };
}
