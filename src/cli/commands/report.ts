import type { Command } from 'commander';
import { LogReadError } from '../../log/errors.js';
import { readLog } from '../../log/reader.js';
import { listRuns, runsFolder } from '../../log/run-folder.js';
import { createFold } from '../../metrics/fold.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { addReportOptions, printReport, type ReportFlags } from '../options/report.js';

/** `tfsched report`: everything that was printed after a run, from its log alone. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command.argument('[run]', "the folder of a run (default: the latest run's)");
  addReportOptions(command).action(async (folder: string | undefined, flags: ReportFlags) => {
    const fold = createFold();
    const onTail = ({ cut }: { cut: number }): void => {
      if (cut > 0) io.err(`note: the last ${cut} bytes of the log are half a record, and left out\n`);
    };
    for await (const record of readLog(folder ?? latestRun(io), { onTail })) fold.append(record);
    printReport(fold.report(), flags, io);
    finish(EXIT.ok);
  });
}

function latestRun(io: Io): string {
  const folder = runsFolder(io.env);
  const [latest] = listRuns(folder);
  if (latest === undefined) throw new LogReadError(`there is no run in ${folder}: name the folder of one`);
  io.err(`${latest}\n`);
  return latest;
}
