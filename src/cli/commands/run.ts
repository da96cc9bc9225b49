import type { Command } from 'commander';
import { interruptible } from '../docker/interruptible.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { loadInput } from '../input.js';
import type { Io } from '../io.js';
import { rulesOf } from '../options/scheduling.js';
import { addRunOptions, type RunFlags } from '../run/flags.js';
import { replay } from '../run/replay.js';
import { teller } from '../output.js';

/** `tfsched run`: replays a workload on Docker. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command.argument('<workload>', 'a workload file (YAML, JSON, JSON lines), or - for standard input');
  addRunOptions(command).action(async (file: string, flags: RunFlags) => finish(await run(file, flags, io)));
}

async function run(file: string, flags: RunFlags, io: Io): Promise<ExitCode> {
  const tell = teller(io);
  const rules = await rulesOf(flags, tell);
  const workload = await loadInput(file, { capacity: flags.cores }, tell);
  if (flags.dryRun === true) {
    const { dryRun } = await import('../run/dry-run.js');
    io.out(await dryRun(workload, rules, flags, io));
    return EXIT.ok;
  }
  return interruptible(io, flags.quiet === true, (session) =>
    replay({ ...session, workload, rules, flags, io }),
  );
}
