import type { LogRecord, Recorder } from '../log/records.js';
import { round9 } from './rounding.js';

/** The user has changed the request of a job. */
export interface RequestUpdate {
  readonly job: string;
  /** Seconds on the run's clock. */
  readonly at: number;
  /** The request from then on. */
  readonly cores: number;
  /** false when it came too late: the job was over. */
  readonly effect: boolean;
}

/** Takes the records of a run and tells the updates of users, by time. */
export function createRequestUpdates(): Recorder & { updates(): readonly RequestUpdate[] } {
  const updates: RequestUpdate[] = [];
  return {
    append(record: LogRecord) {
      if (record.kind !== 'updated') return;
      const { job, at, cores, effect } = record;
      updates.push({ job, at: round9(at), cores, effect });
    },
    updates: () => [...updates],
  };
}
