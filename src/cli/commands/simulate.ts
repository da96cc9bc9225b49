import { cpus } from 'node:os';
import type { Command } from 'commander';
import { simulate } from '../../driver/simulate.js';
import { createFold } from '../../metrics/fold.js';
import { createRunDetails } from '../../metrics/run-details.js';
import { unknownLengths } from '../../planning/unknown-lengths.js';
import { checkCapacity } from '../../workload/capacity.js';
import { InvalidWorkload } from '../../workload/problem.js';
import type { JobSpec } from '../../workload/workload.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { loadInput } from '../input.js';
import type { Io } from '../io.js';
import { addPageOption, type PageFlags } from '../options/pictures.js';
import { addReportOptions, printReport, type ReportFlags } from '../options/report.js';
import { addSchedulingOptions, rulesOf, type SchedulingFlags } from '../options/scheduling.js';
import { openLog, teeRecorder } from '../run-log.js';
import { addSimulationOptions, PROFILE, type SimulationFlags } from '../simulate/flags.js';
import { timingOf } from '../simulate/timing.js';
import { version } from '../version.js';
import { writePage } from '../write-page.js';
import { teller } from '../output.js';

type Flags = SchedulingFlags & SimulationFlags & ReportFlags & PageFlags & { readonly out?: string };

/** `tfsched simulate`: replays a workload in virtual time. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command.argument('<workload>', 'a workload file (YAML, JSON, JSON lines), or - for standard input');
  addSchedulingOptions(command);
  addSimulationOptions(command);
  addReportOptions(command);
  addPageOption(command)
    .option('-o, --out <dir>', 'write the event log into this folder (default: none is written)')
    .action(async (file: string, flags: Flags) => finish(await run(file, flags, io)));
}

async function run(file: string, flags: Flags, io: Io): Promise<ExitCode> {
  const tell = teller(io);
  const rules = await rulesOf(flags, tell);
  const forSimulation = flags.speedup === PROFILE ? 'duration_or_steps' : 'duration';
  const workload = await loadInput(file, { capacity: flags.cores, forSimulation }, tell);
  const capacity = flags.cores ?? workload.cores ?? cpus().length;
  const problems = checkCapacity(workload, capacity);
  if (problems.length > 0) throw new InvalidWorkload(problems);
  const timing = timingOf(flags, workload, io.env, tell);
  const { durationOf, startupOf = () => timing.overheads.startup } = timing;
  const lengthOf = (spec: JobSpec): number => startupOf(spec) + durationOf(spec);
  for (const sentence of unknownLengths(rules.policy, workload.jobs, lengthOf)) tell(`note: ${sentence}`);
  const fold = createFold();
  const details = flags.html === undefined ? undefined : createRunDetails();
  const log = flags.out === undefined ? undefined : openLog(flags.out);
  try {
    await simulate({
      workload,
      capacity,
      rules,
      ...timing,
      recorder: teeRecorder(log, fold, ...(details === undefined ? [] : [details])),
      version: version(),
    });
  } finally {
    await log?.close();
  }
  const report = fold.report();
  printReport(report, flags, io);
  if (flags.html !== undefined && details !== undefined)
    await writePage({ report, ...details.details() }, flags.html, io, tell);
  return report.summary.failed + report.summary.cancelled > 0 ? EXIT.jobFailed : EXIT.ok;
}
