import type { Action } from '../core/actions.js';
import type { Ended } from '../core/attempts.js';
import type { Fact } from '../core/facts.js';
import type { LogRecord, Recorder } from '../log/records.js';

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
      const { code, reason } = fact.exit;
      const { attempt } = fact;
      recorder.append({
        kind: 'exited',
        at,
        job: fact.job.id,
        attempt,
        code,
        ...(reason !== undefined && { reason }),
      });
    }
  }
}

export function recordIntent(action: Action, at: number): LogRecord {
  const { id, kind, attempt, cores, ids, cause, decided } = action;
  return {
    kind: 'intent',
    at,
    id,
    action: kind,
    job: action.job.id,
    attempt,
    cores,
    ...(ids.length > 0 && { ids }),
    ...(cause !== undefined && { cause }),
    ...(decided !== undefined && decided < at && { decided }),
  };
}

export function recordEnded(ended: Ended): LogRecord & { kind: 'ended' } {
  const { job, at, state, code, reason } = ended;
  return { kind: 'ended', at, job: job.id, state, code, ...(reason !== undefined && { reason }) };
}
