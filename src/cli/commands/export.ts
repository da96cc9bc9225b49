import { existsSync, statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { ExportedRun, ExportFormat } from '../../export/export-format.js';
import { exportFormats, findExportFormat } from '../../export/index.js';
import { createCoreSpans } from '../../metrics/core-spans.js';
import { createFold } from '../../metrics/fold.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { loadInput } from '../input.js';
import type { Io } from '../io.js';
import { writeResult } from '../output.js';
import { readRun } from '../read-run.js';

interface Flags {
  readonly format: string;
  readonly out?: string;
}

/** `tfsched export`: a workload, or a run, as a file of another tool. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .argument('<what>', 'a workload file, or the folder of a run')
    .addOption(
      new Option('-f, --format <name>', 'what to write')
        .choices(exportFormats.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .option('-o, --out <file>', 'write it there (default: stdout)')
    .addHelpText(
      'after',
      `\nFormats:\n${exportFormats.map(({ name, summary }) => `  ${name.padEnd(7)} ${summary}`).join('\n')}`,
    )
    .action(async (what: string, { format: name, out }: Flags) => {
      writeResult(await piecesOf(what, findExportFormat(name)!, io), out, io);
      finish(EXIT.ok);
    });
}

async function piecesOf(what: string, format: ExportFormat, io: Io): Promise<Iterable<string>> {
  if (isFolder(what)) {
    if (format.fromRun === undefined)
      throw new UsageError(`${what}: ${format.name} is made of a workload file`);
    return format.fromRun(await exportedRun(what, io));
  }
  if (format.fromWorkload === undefined) {
    throw new UsageError(
      `${what}: ${format.name} is made of the folder of a run (tfsched run --out, simulate --out)`,
    );
  }
  return format.fromWorkload(await loadInput(what, {}, (line) => io.err(`${line}\n`)));
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** @throws LogReadError */
async function exportedRun(folder: string, io: Io): Promise<ExportedRun> {
  const fold = createFold();
  const cores = createCoreSpans();
  for await (const record of readRun(folder, io)) {
    fold.append(record);
    cores.append(record);
  }
  return { report: fold.report(), spans: cores.spans() };
}
