import type { Command } from 'commander';
import { workloadText } from '../../render/workload.js';
import { summarizeWorkload } from '../../workload/summary.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { loadInput } from '../input.js';
import type { Io } from '../io.js';
import { wholeNumber } from '../options/values.js';

interface Flags {
  readonly cores?: number;
  readonly json?: boolean;
}

/** `tfsched check`: what is in a workload file; everything that is wrong with it is an error like in `run`. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .argument('<workload>', 'a workload file (YAML, JSON, JSON lines), or - for standard input')
    .option('-c, --cores <n>', "capacity to check it against (default: the file's)", wholeNumber)
    .option('--json', 'print the summary as one JSON value')
    .action(async (file: string, flags: Flags) => {
      const workload = await loadInput(file, { capacity: flags.cores });
      const summary = summarizeWorkload(workload, flags.cores ?? workload.cores);
      io.out(flags.json === true ? `${JSON.stringify(summary, undefined, 2)}\n` : workloadText(summary, io));
      finish(EXIT.ok);
    });
}
