import { EPSILON } from '../core/time.js';
import type { LogRecord } from '../log/records.js';

export type RecordOf<Kind extends LogRecord['kind']> = Extract<LogRecord, { kind: Kind }>;

/** A record of something that happened, as the engine was told it. */
export type FactRecord = RecordOf<
  | 'arrived'
  | 'updated'
  | 'turn_ended'
  | 'exemption_ended'
  | 'timed_out'
  | 'aging_tick'
  | 'cancelled'
  | 'exited'
  | 'outcome'
>;

/** What the engine was told at once, what it decided, and what it ordered. */
export interface LogStep {
  /** Place of its first record in the log, from 0. */
  readonly first: number;
  /** Seconds on the run's clock at which the decision was made; the time of the last fact where none was. */
  readonly now: number;
  readonly facts: readonly FactRecord[];
  readonly decision: RecordOf<'decision'> | undefined;
  readonly intents: readonly RecordOf<'intent'>[];
}

/** Seconds: what happened further apart than that on a real clock was not told to the engine at once. */
const LONGEST_BATCH = 0.25;

/**
 * The steps of a run, in order. A step that neither decided nor ordered anything leaves nothing but its time that would tell where it
 * ended: on a real clock its facts may be told with those of the next one.
 */
export function* stepsOf(records: Iterable<LogRecord>): Generator<LogStep> {
  let facts: FactRecord[] = [];
  let decision: RecordOf<'decision'> | undefined;
  let intents: RecordOf<'intent'>[] = [];
  let hasEnds = false;
  let first = 0;
  let place = -1;
  let apart = LONGEST_BATCH;
  const take = (): LogStep => {
    const now = decision?.at ?? intents[0]?.at ?? Math.max(0, ...facts.map(({ at }) => at));
    const step = { first, now, facts, decision, intents };
    facts = [];
    decision = undefined;
    intents = [];
    hasEnds = false;
    return step;
  };
  const isEmpty = (): boolean => facts.length === 0 && decision === undefined && intents.length === 0;
  for (const record of records) {
    place += 1;
    if (isFact(record)) {
      const last = facts.at(-1);
      const isLater = last !== undefined && record.at - last.at >= apart;
      if (decision !== undefined || intents.length > 0 || hasEnds || isLater) yield take();
      if (isEmpty()) first = place;
      facts.push(record);
    } else if (record.kind === 'run' && record.config.executor === 'sim') apart = EPSILON;
    else if (record.kind === 'ended') hasEnds = true;
    else if (record.kind === 'decision' || record.kind === 'intent') {
      if (isEmpty()) first = place;
      if (record.kind === 'decision') decision = record;
      else intents.push(record);
    } else if (record.kind === 'resumed' && !isEmpty()) yield take();
  }
  if (!isEmpty()) yield take();
}

function isFact(record: LogRecord): record is FactRecord {
  switch (record.kind) {
    case 'arrived':
    case 'updated':
    case 'turn_ended':
    case 'exemption_ended':
    case 'timed_out':
    case 'aging_tick':
    case 'cancelled':
    case 'exited':
    case 'outcome':
      return true;
    default:
      return false;
  }
}
