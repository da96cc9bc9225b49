import type { LogRecord } from '../log/records.js';
import type { RunReport } from './report.js';
import { round9 } from './rounding.js';

export type RunRecord = Extract<LogRecord, { kind: 'run' }>;

/** The run is over, or was left to be resumed. */
export type EndRecord = Extract<LogRecord, { kind: 'end' | 'left' }>;

/** What a report says of the run itself: everything in the header record, and how it came to its end. */
export function runHeader(
  record: RunRecord,
  {
    gaps,
    end,
    now,
  }: Pick<RunReport['run'], 'gaps'> & { readonly end: EndRecord | undefined; readonly now: number },
): Pick<RunReport, 'tfsched' | 'run' | 'config'> {
  const { policy, realloc, cores, executor, options, speedup, overheads, emulate, seed } = record.config;
  return {
    tfsched: { version: record.tfsched, command: record.command },
    run: {
      id: record.run,
      created: record.created ?? null,
      workload: { file: record.workload.file, name: record.workload.name ?? null },
      core_ids: [...record.ids],
      host: { ...record.host },
      arming: record.arming === undefined ? null : round9(record.arming),
      clock: round9(now),
      interrupted: interruption(end),
      gaps,
    },
    config: {
      policy,
      realloc,
      cores,
      executor,
      options: { ...options },
      ...(speedup === undefined ? {} : { speedup }),
      ...(overheads === undefined ? {} : { overheads: { ...overheads } }),
      ...(emulate === undefined ? {} : { emulate }),
      ...(seed === undefined ? {} : { seed }),
    },
  };
}

function interruption(end: EndRecord | undefined): string | null {
  if (end === undefined) return 'the log has no end';
  if (end.kind === 'end') return end.interrupted ?? null;
  return `${end.reason}; its containers are ${end.how === 'keep' ? 'kept' : 'paused'}, to be resumed`;
}
