import type { LogRecord, Recorder } from '../log/records.js';
import { type CoreSpan, createCoreSpans } from './core-spans.js';
import { createRequestUpdates, type RequestUpdate } from './request-updates.js';

/** What the log tells of a run beside its report, for those who draw or export it. */
export interface RunDetails {
  /** Who held which core when; none under the policy `none`. */
  readonly spans: readonly CoreSpan[];
  /** The updates of users, by time. */
  readonly updates: readonly RequestUpdate[];
}

/** Takes the records of a run; its memory grows with pauses and resizes. */
export function createRunDetails(): Recorder & { details(): RunDetails } {
  const cores = createCoreSpans();
  const requests = createRequestUpdates();
  return {
    append(record: LogRecord) {
      cores.append(record);
      requests.append(record);
    },
    details: () => ({ spans: cores.spans(), updates: requests.updates() }),
  };
}
