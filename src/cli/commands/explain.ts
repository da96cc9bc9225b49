import type { Command } from 'commander';
import { EPSILON } from '../../core/time.js';
import { Explainer } from '../../explain/explain.js';
import type { LogRecord } from '../../log/records.js';
import { explanationText } from '../../render/explain/explanation.js';
import { instantText } from '../../render/explain/instant.js';
import { waitsTable } from '../../render/explain/waits-table.js';
import { closest } from '../../workload/document/suggest.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { time, wholeNumber } from '../options/values.js';
import { printJson } from '../output.js';
import { readRun } from '../read-run.js';

interface ExplainFlags {
  readonly at?: number;
  readonly limit: number;
  readonly json?: boolean;
  readonly width?: number;
}

/** `tfsched explain`: why jobs waited, from a run's log alone. */
export function define(command: Command, io: Io, finish: (code: ExitCode) => void): void {
  command
    .argument('<run>', 'the folder of a run')
    .argument('[job]', 'the job that waited (default: all, longest wait first)')
    .option('--at <time>', "only this instant of the run's clock: who runs, who waits, and why", time)
    .option('--limit <count>', 'jobs that are listed where none is named', wholeNumber, 20)
    .option('--json', 'the explanation as one JSON value')
    .option('--width <columns>', "width of the text (default: the terminal's, or 100)", wholeNumber)
    .action(async (folder: string, job: string | undefined, flags: ExplainFlags) => {
      if (flags.at !== undefined && job === undefined)
        throw new UsageError('--at tells of one job: name it after the run');
      const explainer = new Explainer(await recordsOf(folder, io));
      if (job === undefined) listJobs(explainer, flags, io);
      else {
        mustBeKnown(job, explainer);
        if (flags.at === undefined) tellJob(explainer, job, flags, io);
        else tellInstant(explainer, job, flags.at, flags, io);
      }
      finish(EXIT.ok);
    });
}

async function recordsOf(folder: string, io: Io): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  for await (const record of readRun(folder, io)) records.push(record);
  return records;
}

function mustBeKnown(job: string, { history }: Explainer): void {
  if (history.lives.has(job)) return;
  const near = closest(job, history.lives.keys());
  throw new UsageError(`the run has no job ${job}${near === undefined ? '' : `: did you mean ${near}?`}`);
}

function listJobs(explainer: Explainer, flags: ExplainFlags, io: Io): void {
  const { rules, jobs } = explainer.explain(explainer.longestWaiting(flags.limit));
  const left = explainer.history.lives.size - jobs.length;
  if (flags.json === true) {
    const rows = jobs.map(({ waits, ...job }) => ({ ...job, waits: waits.length }));
    printJson({ rules, jobs: rows }, io);
  } else io.out(waitsTable(jobs, left, rules, lookOf(flags, io)));
}

function tellJob(explainer: Explainer, job: string, flags: ExplainFlags, io: Io): void {
  const { rules, jobs } = explainer.explain([job]);
  const [explanation] = jobs;
  if (flags.json === true) printJson({ rules, ...explanation }, io);
  else if (explanation !== undefined) io.out(explanationText(explanation, rules, lookOf(flags, io)));
}

function tellInstant(explainer: Explainer, job: string, at: number, flags: ExplainFlags, io: Io): void {
  const { until } = explainer.history;
  if (at - until > EPSILON) throw new UsageError(`--at ${at} s is after the end of the run, ${until} s`);
  const { rules, instant } = explainer.explainAt(job, at);
  if (flags.json === true) printJson({ rules, ...instant }, io);
  else io.out(instantText(instant, rules, lookOf(flags, io)));
}

function lookOf({ width }: ExplainFlags, io: Io): { readonly width: number; readonly color: boolean } {
  return { width: width ?? io.width, color: io.color };
}
