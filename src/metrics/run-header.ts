import type { LogRecord } from '../log/records.js';
import type { RunReport } from './report.js';
import { round9 } from './rounding.js';

export type RunRecord = Extract<LogRecord, { kind: 'run' }>;

/** What a report says of the run itself: everything in the header record, and how it came to its end. */
export function runHeader(
  record: RunRecord,
  end: Extract<LogRecord, { kind: 'end' }> | undefined,
  now: number,
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
      interrupted: end === undefined ? 'the log has no end' : (end.interrupted ?? null),
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
