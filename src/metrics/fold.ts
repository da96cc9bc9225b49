import { LogReadError } from '../log/errors.js';
import type { LogRecord, Recorder } from '../log/records.js';
import { createActionLatencies } from './actions.js';
import { createIdleMeter } from './idle-meter.js';
import { JobLedger } from './job-ledger.js';
import type { JobFigures } from './job-table.js';
import type { IntentRecord, JobTally } from './job-tally.js';
import type { RunReport, Summary } from './report.js';
import { round9 } from './rounding.js';
import { type EndRecord, runHeader, type RunRecord } from './run-header.js';
import { summarize } from './summary.js';

export interface FoldOptions {
  /** Keep segments: without them a report has none, and memory does not grow with pauses and resizes. Default true. */
  readonly segments?: boolean;
}

/** Takes the records of a run one by one; what it reports depends on them and on nothing else. */
export interface Fold extends Recorder {
  /**
   * Takes the next record.
   * @throws LogReadError when it contradicts those before it: it tells of a job that was not announced
   * @throws Bug when the waiting and service of a job that ends do not add up to its turnaround
   */
  append(record: LogRecord): void;
  /**
   * The report as of the last record. A run without its `end` is reported up to there, jobs that have not ended as
   * cancelled. May be called at any time, more than once.
   * @throws LogReadError when there was no `run` record
   * @throws Bug as `append`
   */
  report(): RunReport;
  /** The same figures of the whole run, without a row for every job: for runs of very many. Throws as `report`. */
  summary(): Summary;
}

/** The metrics of design 8 as a fold over the log. */
export function createFold(options: FoldOptions = {}): Fold {
  const keepSegments = options.segments ?? true;
  /** Jobs with an action that is ordered and not settled, in the order of the orders: most outcomes come in the same. */
  const inFlight: JobTally[] = [];
  const latencies = createActionLatencies();
  const idle = createIdleMeter();
  const notes: RunReport['notes'] = [];
  let run: { readonly header: RunRecord; readonly jobs: JobLedger } | undefined;
  const gaps: RunReport['run']['gaps'] = [];
  let end: EndRecord | undefined;
  let now = 0;

  function theRun(): { readonly header: RunRecord; readonly jobs: JobLedger } {
    if (run === undefined) throw new LogReadError('the log does not begin with a `run` record');
    return run;
  }

  function jobs(): JobLedger {
    return theRun().jobs;
  }

  function order(record: IntentRecord): void {
    const tally = jobs().tally(record.job);
    dropIntent(tally);
    tally.order(record);
    inFlight.push(tally);
  }

  /** An exit settles what was ordered of the job: its outcome, if one still comes, is ignored. */
  function dropIntent(tally: JobTally): void {
    if (tally.intent === undefined) return;
    inFlight.splice(inFlight.indexOf(tally), 1);
    tally.intent = undefined;
  }

  function settle(record: Extract<LogRecord, { kind: 'outcome' }>): void {
    const tally = inFlight.find((other) => other.intent?.id === record.id);
    const intent = tally?.intent;
    if (tally === undefined || intent === undefined) return;
    dropIntent(tally);
    if (!record.ok) {
      latencies.refused(intent.action);
      return;
    }
    latencies.confirmed(intent.action, record.at - (intent.decided ?? intent.at));
    carryOut(tally, intent, record.at);
  }

  function exit(record: Extract<LogRecord, { kind: 'exited' }>): void {
    const tally = jobs().tally(record.job);
    if (record.attempt !== tally.attempt) return;
    dropIntent(tally);
    tally.exit(record.at);
  }

  // On its own: a hundred thousand announcements in a row would have the rest compiled for them alone, in vain.
  function append(record: LogRecord): void {
    if (record.kind === 'job') jobs().announce(record);
    else take(record);
  }

  function take(record: Exclude<LogRecord, { kind: 'job' }>): void {
    // Notices stand before the facts of their batch, though they may be younger.
    if (record.kind !== 'run' && record.at > now) now = record.at;
    switch (record.kind) {
      case 'run':
        run = {
          header: record,
          jobs: new JobLedger({ segments: keepSegments, endedIsFinal: record.config.executor === 'sim' }),
        };
        return;
      case 'arrived':
        jobs().tally(record.job).arrive(record.at);
        return;
      case 'intent':
        order(record);
        return;
      case 'outcome':
        settle(record);
        return;
      case 'exited':
        exit(record);
        return;
      case 'ended': {
        const tally = jobs().tally(record.job);
        dropIntent(tally);
        jobs().end(tally, record);
        return;
      }
      case 'decision':
        idle.judge(record.at, record.idle);
        return;
      case 'program':
        jobs().tally(record.job).tell(record);
        return;
      case 'cpu':
        jobs().tally(record.job).readCpu(record.attempt, record.seconds);
        return;
      case 'note':
        if (record.level !== 'info') {
          const { at, level, job, text } = record;
          notes.push({ at: round9(at), level, job: job ?? null, text });
        }
        return;
      case 'end':
      case 'left':
        end = record;
        return;
      case 'resumed': {
        const { at, gap, ran, ended, core_seconds } = record;
        gaps.push({ at: round9(at), seconds: round9(gap), ran, ended, core_seconds: round9(core_seconds) });
        end = undefined;
        return;
      }
      case 'updated':
      case 'turn_ended':
      case 'exemption_ended':
      case 'timed_out':
      case 'aging_tick':
      case 'cancelled':
      case 'beat':
        return;
    }
  }

  function summary(): Summary {
    const { header, jobs } = theRun();
    const each = (visit: (figures: JobFigures) => void): void => jobs.eachFigures(now, visit);
    return summarize({ count: jobs.size, each, cores: header.config.cores, now, idle, latencies });
  }

  function report(): RunReport {
    const { header, jobs } = theRun();
    return {
      ...runHeader(header, { gaps: [...gaps], end, now }),
      jobs: jobs.rows(now),
      summary: summary(),
      segments: jobs.segments(now),
      notes: [...notes],
    };
  }

  return { append, report, summary };
}

function carryOut(tally: JobTally, intent: IntentRecord, at: number): void {
  switch (intent.action) {
    case 'start':
      tally.start(at, intent.cores);
      return;
    case 'resume':
      tally.resume(at, intent.cores);
      return;
    case 'resize':
      tally.resize(at, intent.cores, true);
      return;
    case 'share':
      tally.resize(at, intent.cores, false);
      return;
    case 'pause':
      tally.pause(at);
      return;
    case 'kill':
      return;
  }
}
