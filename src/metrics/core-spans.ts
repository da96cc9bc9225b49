import type { CoreId } from '../core/actions.js';
import { EPSILON } from '../core/time.js';
import type { LogRecord, Recorder } from '../log/records.js';
import { round9 } from './rounding.js';

/** A core was held by an attempt of a job. Seconds on the run's clock. */
export interface CoreSpan {
  readonly core: CoreId;
  readonly job: string;
  readonly attempt: number;
  readonly start: number;
  readonly end: number;
}

type Intent = Extract<LogRecord, { kind: 'intent' }>;

/** The cores that a job's container holds, each with the time since when. */
interface Holding {
  attempt: number;
  readonly since: Map<CoreId, number>;
}

/** Takes the records of a run and tells who held which core when, by start, then core. Under `none` nobody holds any. */
export function createCoreSpans(): Recorder & { spans(): readonly CoreSpan[] } {
  const spans: CoreSpan[] = [];
  const holdings = new Map<string, Holding>();
  const intents = new Map<number, Intent>();
  let now = 0;

  function hold(job: string, attempt: number, ids: readonly CoreId[], at: number): void {
    const holding = holdings.get(job) ?? { attempt, since: new Map<CoreId, number>() };
    holdings.set(job, holding);
    const kept = new Set(holding.attempt === attempt ? ids : []);
    for (const [core, start] of holding.since) {
      if (kept.has(core)) continue;
      holding.since.delete(core);
      if (at - start > EPSILON) spans.push({ core, job, attempt: holding.attempt, start, end: at });
    }
    holding.attempt = attempt;
    for (const core of ids) if (!holding.since.has(core)) holding.since.set(core, at);
  }

  function settle(id: number, ok: boolean, at: number): void {
    const intent = intents.get(id);
    intents.delete(id);
    if (intent === undefined || !ok) return;
    const { job, attempt, action, ids = [] } = intent;
    if (action === 'kill' || action === 'share') return;
    hold(job, attempt, action === 'pause' ? [] : ids, at);
  }

  return {
    append(record) {
      if ('at' in record && record.at > now) now = record.at;
      if (record.kind === 'intent') intents.set(record.id, record);
      else if (record.kind === 'outcome') settle(record.id, record.ok, record.at);
      else if (record.kind === 'exited') {
        const holding = holdings.get(record.job);
        if (holding?.attempt === record.attempt) hold(record.job, record.attempt, [], record.at);
      } else if (record.kind === 'ended') holdings.delete(record.job);
    },
    spans() {
      const open = [...holdings].flatMap(([job, { attempt, since }]) =>
        [...since].map(([core, start]) => ({ core, job, attempt, start, end: now })),
      );
      return [...spans, ...open]
        .map((span) => ({ ...span, start: round9(span.start), end: round9(span.end) }))
        .sort((a, b) => a.start - b.start || a.core - b.core);
    },
  };
}
