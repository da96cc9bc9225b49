import { Argument, type Command } from 'commander';
import { grants } from '../../executors/docker/containers/grants.js';
import { policies } from '../../policies/index.js';
import { reallocModes } from '../../realloc/index.js';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { commandShapes } from '../completion/tree.js';
import { zshCompletion } from '../completion/zsh.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { commands } from './index.js';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

/** `tfsched completion`: the completion script of a shell, made from the definitions of the commands. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      `
Install it:
  bash  source <(tfsched completion bash)
  zsh   tfsched completion zsh > _tfsched, in a folder of $fpath
  fish  tfsched completion fish > ~/.config/fish/completions/tfsched.fish`,
    )
    .action(async (shell: keyof typeof SHELLS) => {
      const known = {
        '--policy': policies.map(({ name }) => name),
        '--realloc': reallocModes.map(({ name }) => name),
        '--allow': grants,
      };
      io.out(SHELLS[shell](await commandShapes(commands, known, io)));
      finish(EXIT.ok);
    });
}
