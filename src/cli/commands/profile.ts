import type { Command } from 'commander';
import { interruptible } from '../docker/interruptible.js';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { addProfileOptions, type ProfileFlags } from '../profile/flags.js';
import { profile } from '../profile/profile.js';

/** `tfsched profile`: measures programs over cores and threads. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command.argument(
    '[program...]',
    'built-in models, or workload files with programs (default: mnist_cnn resnet20 lstm)',
  );
  addProfileOptions(command).action(async (words: string[], flags: ProfileFlags) =>
    finish(
      await interruptible(io, flags.quiet === true, (session) => profile({ ...session, words, flags, io })),
    ),
  );
}
