import type { Command } from 'commander';
import { type ContainerDetails, lookAt } from '../../executors/docker/containers/container-details.js';
import { startOfRun } from '../../log/run-folder.js';
import { runTable } from '../../render/run-table.js';
import { connect } from '../docker/connect.js';
import { lockFolder } from '../docker/lock-folder.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { printJson } from '../output.js';
import { type ListedRun, listedRuns } from '../runs/listed-runs.js';
import { runAsJson, shownRun } from '../runs/shown-run.js';

interface PsFlags {
  readonly containers?: boolean;
  readonly json?: boolean;
}

/** `tfsched ps`: the runs on the Docker host, and what each has there. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .option('-a, --containers', 'list the containers of each run too')
    .option('--json', 'print the runs as one JSON value')
    .action(async (flags: PsFlags) => {
      await ps(flags, io);
      finish(EXIT.ok);
    });
}

async function ps(flags: PsFlags, io: Io): Promise<void> {
  const connection = await connect();
  const runs: { readonly run: ListedRun; readonly containers: readonly ContainerDetails[] }[] = [];
  for (const run of await listedRuns(connection, lockFolder(io.env))) {
    runs.push({ run, containers: await lookAt(connection.client, connection.host, run.containers) });
  }
  const all = flags.containers === true;
  if (flags.json === true) {
    const values = runs.map(({ run, containers }) => runAsJson(run, containers, all));
    printJson(values, io);
  } else if (runs.length > 0) {
    const now = Date.now();
    const shown = runs.map(({ run, containers }) => {
      const began = startOfRun(run.run);
      return shownRun(run, containers, began && (now - began.getTime()) / 1000);
    });
    io.out(runTable(shown, all, io));
  }
  if (runs.length === 0) io.err(`no runs on the Docker host ${connection.host.daemon.hostName}\n`);
}
