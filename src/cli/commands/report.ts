import type { Command } from 'commander';
import { LogReadError } from '../../log/errors.js';
import { listRuns, runsFolder } from '../../log/run-folder.js';
import { createFold } from '../../metrics/fold.js';
import { createRunDetails } from '../../metrics/run-details.js';
import type { PicturedRun } from '../../pictures/run/pictured-run.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { addPictureOptions, type PictureFlags } from '../options/pictures.js';
import { addReportOptions, printReport, type ReportFlags } from '../options/report.js';
import { writePictures } from '../picture-files.js';
import { readRun } from '../read-run.js';
import { writePage } from '../write-page.js';
import { printable } from '../../workload/printable.js';

type Flags = ReportFlags & PictureFlags;

/** `tfsched report`: everything that was printed after a run, from its log alone, and pictures of it. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command.argument('[run]', "the folder of a run (default: the latest run's)");
  addReportOptions(command);
  addPictureOptions(command).action(async (folder: string | undefined, flags: Flags) => {
    const fold = createFold();
    const details = createRunDetails();
    for await (const record of readRun(folder ?? latestRun(io), io)) {
      fold.append(record);
      details.append(record);
    }
    const run = { report: fold.report(), ...details.details() };
    printReport(run.report, flags, io);
    await draw(run, flags, io);
    finish(EXIT.ok);
  });
}

async function draw(run: PicturedRun, { svg, png, html }: PictureFlags, io: Io): Promise<void> {
  const tell = (line: string): void => io.err(`${printable(line)}\n`);
  if (svg !== undefined || png !== undefined) {
    const { picturesOf } = await import('../../pictures/run/pictures.js');
    const pictures = picturesOf(run);
    if (pictures.length === 0) tell('note: no job has arrived: there is nothing to draw');
    for (const file of await writePictures(pictures, { svg, png })) tell(`wrote ${file}`);
  }
  if (html !== undefined) await writePage(run, html, io, tell);
}

function latestRun(io: Io): string {
  const folder = runsFolder(io.env);
  const [latest] = listRuns(folder);
  if (latest === undefined) throw new LogReadError(`there is no run in ${folder}: name the folder of one`);
  io.err(`${printable(latest)}\n`);
  return latest;
}
