import { LogReadError } from '../log/errors.js';
import type { LogRecord, Recorder } from '../log/records.js';
import { createActionLatencies } from './actions.js';
import { reportJob } from './job-report.js';
import { type IntentRecord, JobTally } from './job-tally.js';
import type { RunReport } from './report.js';
import { round9 } from './rounding.js';
import { runHeader, type RunRecord } from './run-header.js';
import { sortedSegments } from './segments.js';
import { summarize } from './summary.js';

export interface FoldOptions {
  /** Keep segments: without them a report has none, and memory does not grow with pauses and resizes. Default true. */
  readonly segments?: boolean;
}

/** Takes the records of a run one by one; what it reports depends on them and on nothing else. */
export interface Fold extends Recorder {
  /**
   * The report as of the last record. A run without its `end` is reported up to there, jobs that have not ended as
   * cancelled. May be called at any time, more than once.
   * @throws LogReadError when there was no `run` record
   * @throws Bug when a job's waiting and service do not add up to its turnaround
   */
  report(): RunReport;
}

/**
 * The metrics of design 8 as a fold over the log.
 *
 * `append` throws LogReadError when a record contradicts those before it: it names a job that was not announced, or an
 * action that was never ordered.
 */
export function createFold(options: FoldOptions = {}): Fold {
  const keepSegments = options.segments ?? true;
  const tallies = new Map<string, JobTally>();
  const inFlight = new Map<number, JobTally>();
  const latencies = createActionLatencies();
  const notes: RunReport['notes'] = [];
  let header: RunRecord | undefined;
  let end: Extract<LogRecord, { kind: 'end' }> | undefined;
  let now = 0;
  let idleCores = 0;
  let idleSince = 0;
  let idleCoreSeconds = 0;

  function tallyOf(id: string): JobTally {
    const tally = tallies.get(id);
    if (tally === undefined)
      throw new LogReadError(`the log tells of job ${JSON.stringify(id)}, which it never announced`);
    return tally;
  }

  function order(record: IntentRecord): void {
    const tally = tallyOf(record.job);
    dropIntent(tally);
    tally.intent = record;
    tally.attempt = record.attempt;
    inFlight.set(record.id, tally);
  }

  /** An exit settles what was ordered of the job: its outcome, if one still comes, is ignored. */
  function dropIntent(tally: JobTally): void {
    if (tally.intent === undefined) return;
    inFlight.delete(tally.intent.id);
    tally.intent = undefined;
  }

  function settle(record: Extract<LogRecord, { kind: 'outcome' }>): void {
    const tally = inFlight.get(record.id);
    const intent = tally?.intent;
    if (tally === undefined || intent === undefined) return;
    dropIntent(tally);
    if (!record.ok) {
      latencies.refused(intent.action);
      return;
    }
    latencies.confirmed(intent.action, record.at - intent.at);
    carryOut(tally, intent, record.at);
  }

  function exit(record: Extract<LogRecord, { kind: 'exited' }>): void {
    const tally = tallyOf(record.job);
    if (record.attempt !== tally.attempt) return;
    dropIntent(tally);
    tally.exit(record.at);
  }

  function judgeIdle(record: Extract<LogRecord, { kind: 'decision' }>): void {
    if (idleCores > 0) idleCoreSeconds += idleCores * (record.at - idleSince);
    idleCores = record.idle;
    idleSince = record.at;
  }

  function append(record: LogRecord): void {
    if ('at' in record) now = record.at;
    switch (record.kind) {
      case 'run':
        header = record;
        return;
      case 'job':
        tallies.set(record.job, new JobTally(record, keepSegments));
        return;
      case 'arrived':
        tallyOf(record.job).arrive(record.at);
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
      case 'ended':
        tallyOf(record.job).end(record);
        return;
      case 'decision':
        judgeIdle(record);
        return;
      case 'program':
        tallyOf(record.job).tell(record);
        return;
      case 'cpu':
        tallyOf(record.job).readCpu(record.attempt, record.seconds);
        return;
      case 'note':
        if (record.level !== 'info') {
          notes.push({
            at: round9(record.at),
            level: record.level,
            job: record.job ?? null,
            text: record.text,
          });
        }
        return;
      case 'end':
        end = record;
        return;
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

  function report(): RunReport {
    if (header === undefined)
      throw new LogReadError('the log has no header: it does not begin with a `run` record');
    const inOrder = [...tallies.values()].sort((a, b) => a.spec.position - b.spec.position);
    const jobs = inOrder.map((tally) => reportJob(tally, now));
    return {
      ...runHeader(header, end, now),
      jobs,
      summary: summarize({
        jobs,
        cores: header.config.cores,
        now,
        idleCoreSecondsUntil: (lastEnd) => idleCoreSeconds + idleCores * Math.max(0, lastEnd - idleSince),
        latencies,
      }),
      segments: sortedSegments(inOrder.flatMap((tally) => tally.stretchesAt(now))),
      notes: [...notes],
    };
  }

  return { append, report };
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
