import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { LogReadError } from '../../log/errors.js';
import { logEnding } from '../../log/last-record.js';
import { listRuns, runsFolder } from '../../log/run-folder.js';
import { LOG_FILE } from '../../log/writer.js';
import { interruptible } from '../docker/interruptible.js';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { addPageOption } from '../options/pictures.js';
import { addReportOptions } from '../options/report.js';
import { resume, type ResumeFlags } from '../resume/resume.js';
import { onExitOption } from '../run/flags.js';

/** `tfsched resume`: goes on with a run whose tfsched is gone. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .argument('[run]', "the folder of a run, or its id (default: the latest run's that is not over)")
    .addOption(onExitOption())
    .addOption(new Option('--wait', 'wait until no other run has one of its cores').conflicts('share'))
    .option('--share', 'run though another run has some of its cores');
  addReportOptions(command);
  addPageOption(command)
    .option('--quiet', 'nothing on stderr but warnings and errors')
    .action(async (run: string | undefined, flags: ResumeFlags) => {
      const folder = run === undefined ? latest(io) : folderOf(run, io);
      finish(
        await interruptible(io, flags.quiet === true, (session) => resume({ ...session, folder, flags, io })),
      );
    });
}

/** @throws LogReadError */
function folderOf(run: string, io: Io): string {
  const byId = join(runsFolder(io.env), run);
  for (const folder of [run, byId]) if (existsSync(join(folder, LOG_FILE))) return resolve(folder);
  throw new LogReadError(
    `no run in ${run}: give the folder of a run, or the id of one in ${runsFolder(io.env)}`,
  );
}

/** @throws LogReadError */
function latest(io: Io): string {
  const runs = runsFolder(io.env);
  const folder = listRuns(runs).find((one) => {
    const ending = logEnding(one)?.kind;
    return ending === 'open' || ending === 'left';
  });
  if (folder === undefined)
    throw new LogReadError(`there is no run in ${runs} that is not over: name the folder of one`);
  io.err(`${folder}\n`);
  return folder;
}
