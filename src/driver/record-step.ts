import type { Action } from '../core/actions.js';
import type { Ended } from '../core/attempts.js';
import type { Fact } from '../core/facts.js';
import type { Job } from '../core/job-state.js';
import type { MemoryBudget } from '../core/memory.js';
import { LACK_OF_MEMORY, type LogRecord, type Recorder } from '../log/records.js';

/** Writes down a fact; one that came too late is left out, but for the user's update, whose lack of effect is told. */
export function recordFact(fact: Fact, ignored: boolean, recorder: Recorder): void {
  const { at } = fact;
  if (fact.kind === 'updated') {
    recorder.append({ kind: 'updated', at, job: fact.job.id, cores: fact.cores, effect: !ignored });
    return;
  }
  if (ignored) return;
  switch (fact.kind) {
    case 'arrived':
    case 'turn_ended':
    case 'exemption_ended':
    case 'timed_out':
      recorder.append({ kind: fact.kind, at, job: fact.job.id });
      return;
    case 'aging_tick':
      recorder.append({ kind: 'aging_tick', at });
      return;
    case 'cancelled':
      recorder.append({ kind: 'cancelled', at, reason: fact.reason });
      return;
    case 'confirmed':
      recorder.append({ kind: 'outcome', at, id: fact.action.id, ok: true });
      return;
    case 'refused':
      recorder.append({ kind: 'outcome', at, id: fact.action.id, ok: false, reason: fact.reason });
      return;
    case 'exited': {
      const { job, attempt, exit } = fact;
      const record: Draft<'exited'> = { kind: 'exited', at, job: job.id, attempt, code: exit.code };
      if (exit.reason !== undefined) record.reason = exit.reason;
      if (exit.lost) record.lost = true;
      recorder.append(record);
    }
  }
}

/** A record that is being written: to spread what may be absent into it is slow, and this is done for every fact. */
type Draft<Kind extends LogRecord['kind']> = {
  -readonly [Key in keyof RecordOf<Kind>]: RecordOf<Kind>[Key];
};
type RecordOf<Kind extends LogRecord['kind']> = Extract<LogRecord, { kind: Kind }>;

export function recordIntent(action: Action, at: number): RecordOf<'intent'> {
  const { id, kind, job, attempt, cores, ids, cause, decided } = action;
  const record: Draft<'intent'> = { kind: 'intent', at, id, action: kind, job: job.id, attempt, cores };
  if (ids.length > 0) record.ids = ids;
  if (cause !== undefined) record.cause = cause;
  if (decided !== undefined && decided < at) record.decided = decided;
  return record;
}

export function recordEnded({ job, at, state, code, reason }: Ended): RecordOf<'ended'> {
  const record: Draft<'ended'> = { kind: 'ended', at, job: job.id, state, code };
  if (reason !== undefined) record.reason = reason;
  return record;
}

/** This alone departs from the order of design 4, so that it is told (design 5.2). */
export function recordLackOfMemory(job: Job, at: number, { limit, used }: MemoryBudget): RecordOf<'note'> {
  const text =
    `${job.id} ${LACK_OF_MEMORY}: it may use ${mebibytes(job.memory)}, ` +
    `and ${mebibytes(used)} of ${mebibytes(limit)} are reserved`;
  return { kind: 'note', at, level: 'warning', text, job: job.id };
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}
