import type { Command } from 'commander';
import { connect } from '../docker/connect.js';
import { lockFolder } from '../docker/lock-folder.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { cleaningAsJson, failureText, leftAloneText, removalText } from '../runs/cleaning-text.js';
import { listedRuns } from '../runs/listed-runs.js';
import { planCleaning } from '../runs/plan-cleaning.js';
import { removeRuns } from '../runs/remove-runs.js';

interface CleanFlags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `tfsched clean`: removes what runs that are over have left on the Docker host. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .argument('[run...]', 'runs to remove, also such as were kept (default: all of this user that are over)')
    .option('--dry-run', 'say what would be removed, and remove nothing')
    .option('--json', 'print what was done as one JSON value')
    .action(async (names: string[], flags: CleanFlags) => finish(await clean(names, flags, io)));
}

async function clean(names: readonly string[], flags: CleanFlags, io: Io): Promise<ExitCode> {
  const dryRun = flags.dryRun === true;
  const connection = await connect();
  const locks = lockFolder(io.env);
  const plan = planCleaning(await listedRuns(connection, locks), names);
  const done = dryRun
    ? { removed: plan.remove, leave: [], failed: [] }
    : await removeRuns(connection, locks, plan.remove);
  const leave = [...plan.leave, ...done.leave];
  for (const each of leave) io.err(leftAloneText(each));
  for (const each of done.failed) io.err(failureText(each));
  if (flags.json === true) io.out(`${JSON.stringify(cleaningAsJson(done, leave, dryRun), undefined, 2)}\n`);
  else for (const run of done.removed) io.out(removalText(run, dryRun));
  if (done.removed.length + done.failed.length === 0) io.err('nothing to remove\n');
  return done.failed.length === 0 ? EXIT.ok : EXIT.dockerMissing;
}
