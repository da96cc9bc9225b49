import { readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import type { Difference } from '../../log/diff.js';
import { LogReadError } from '../../log/errors.js';
import { createTimeline } from '../../log/timeline.js';
import { type ComparedRun, diffRuns } from '../../metrics/diff-runs.js';
import { createFold } from '../../metrics/fold.js';
import { parseReport } from '../../metrics/report.js';
import { jsonText, printable } from '../../workload/printable.js';
import { reasonOf } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { readRun } from '../read-run.js';

/** `tfsched diff`: names the first decision in which two runs differ. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  const what = "a run's folder or log, or a JSON report";
  command
    .argument('<expected>', what)
    .argument('<actual>', 'the same')
    .option('--json', 'print the difference as one JSON value, null where there is none')
    .action(async (expected: string, actual: string, flags: { json?: boolean }) => {
      const difference = diffRuns(await loadRun(expected, io), await loadRun(actual, io));
      if (flags.json === true) io.out(`${jsonText(difference ?? null, 2)}\n`);
      else if (difference !== undefined) io.out(describe(difference, expected, actual));
      finish(difference === undefined ? EXIT.ok : EXIT.logOrDifference);
    });
}

async function loadRun(path: string, io: Io): Promise<ComparedRun> {
  if (isFile(path) && !path.endsWith('.jsonl')) return { report: readReport(path) };
  const fold = createFold();
  const timeline = createTimeline();
  for await (const record of readRun(path, io)) {
    fold.append(record);
    timeline.append(record);
  }
  return { report: fold.report(), timeline: timeline.timeline() };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function readReport(file: string): ComparedRun['report'] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new LogReadError(`${file}: no JSON report: ${reasonOf(error)}`);
  }
  const result = parseReport(value);
  if (!result.ok) throw new LogReadError(`${file}: no report of tfsched: ${result.problem}`);
  return result.report;
}

function describe({ at, job, expected, actual }: Difference, left: string, right: string): string {
  const time = at === null ? [] : [`at ${at.toFixed(6)} s`];
  const who = job === null ? [] : [`job ${printable(job)}`];
  const where = [...time, ...who].join(', ') || 'the whole run';
  return `${where}:\n  expected (${printable(left)}): ${printable(expected)}\n  actual (${printable(right)}): ${printable(actual)}\n`;
}
