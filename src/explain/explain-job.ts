import { EPSILON } from '../core/time.js';
import { round9 } from '../metrics/rounding.js';
import type { Holder, JobExplanation, Reason, Wait, WaitBegin, WaitEnd } from './explanation.js';
import type { History } from './history.js';
import type { Life, PlainWait } from './life.js';
import { mainReasonOf } from './main-reason.js';
import type { Sight } from './watch.js';

const NOTHING_SEEN: Sight = { reasons: [], passages: [], pushes: [], admissions: [], claims: [] };

/**
 * What the log says of one job, and what its decisions, made again, say.
 * @param known seconds up to which the decisions could be made again
 */
export function explainJob(
  life: Life,
  sight: Sight = NOTHING_SEEN,
  known: number,
  history: History,
): JobExplanation {
  const { record, ended, phase } = life;
  const waits = life.waits.map((wait) => explainWait(wait, sight, known, history));
  return {
    job: record.job,
    state: ended?.state ?? stateOf(phase),
    arrival: record.arrival,
    started_at: Number.isNaN(life.startedAt) ? null : round9(life.startedAt),
    waiting: round9(life.waits.reduce((sum, { seconds }) => sum + seconds, 0)),
    cores: record.cores,
    min_cores: record.min_cores,
    priority: record.priority,
    waits,
    main_reason: mainReasonOf(waits),
    claims: sight.claims
      .filter(({ at }) => Number.isNaN(life.startedAt) || at < life.startedAt - EPSILON)
      .map((claim) => ({
        ...claim,
        at: round9(claim.at),
        ...('seconds' in claim && { seconds: round9(claim.seconds) }),
      })),
  };
}

function stateOf(phase: Life['phase']): JobExplanation['state'] {
  if (phase === 'expected' || phase === 'running') return phase;
  return 'waiting';
}

function explainWait(wait: PlainWait, sight: Sight, known: number, history: History): Wait {
  const { from, until } = wait;
  const isWithin = (at: number): boolean => at > from - EPSILON && at < until - EPSILON;
  return {
    kind: wait.kind,
    attempt: wait.attempt,
    from: round9(from),
    until: round9(until),
    seconds: round9(wait.seconds),
    began: beganBy(wait, sight),
    reasons: reasonsWithin(wait, sight, known, history),
    passages: sight.passages
      .filter(({ at }) => isWithin(at))
      .map((passage) => ({ ...passage, at: round9(passage.at) })),
    refusals: wait.refusals.map((refusal) => ({ ...refusal, at: round9(refusal.at) })),
    ended: endedBy(wait, sight),
  };
}

function beganBy({ began, from }: PlainWait, sight: Sight): WaitBegin {
  if (began.kind !== 'gave_way') return began;
  // A pause is confirmed some time after it was decided.
  const push = sight.pushes.findLast(({ at, to }) => at - from < EPSILON && to === began.to);
  return push === undefined ? began : { ...began, why: push.why, victim: push.victim };
}

function endedBy({ ended }: PlainWait, sight: Sight): WaitEnd {
  if (!('decided' in ended)) return ended;
  const admission = sight.admissions.find(({ at }) => Math.abs(at - ended.decided) < EPSILON);
  return {
    ...ended,
    decided: round9(ended.decided),
    released: admission?.released ?? null,
    asked_less: admission?.askedLess === true,
  };
}

/** The spells of the wait, cut to it; what lies beyond what is known is told as that. */
function reasonsWithin(
  { from, until, ended }: PlainWait,
  sight: Sight,
  known: number,
  history: History,
): Reason[] {
  const spells = sight.reasons.map((reason) => ({ ...reason, until: Math.min(reason.until, known) }));
  let gap = from;
  const within: Reason[] = [];
  const unknown = (start: number, end: number): void => {
    if (end - start < EPSILON) return;
    const isDecided = 'decided' in ended && ended.decided - start < EPSILON;
    const kind = isDecided ? 'hand_over' : 'unknown';
    within.push({ kind, from: round9(start), until: round9(end), holders: holdersAt(start, history) });
  };
  for (const spell of spells) {
    const end = Math.min(spell.until, until);
    if (end - Math.max(spell.from, gap) < EPSILON) continue;
    // On a real clock the decision comes a little after what it is about. From then on spells have no gaps.
    const start = gap;
    within.push({ ...spell, from: round9(start), until: round9(end), ...promisedAt(spell) });
    gap = end;
  }
  unknown(gap, until);
  return within;
}

function promisedAt(reason: Reason): { readonly promised?: number | null } {
  if (!('promised' in reason)) return {};
  return { promised: reason.promised === null ? null : round9(reason.promised) };
}

/** Who is confirmed to run at a time. */
export function holdersAt(at: number, { lives }: History): Holder[] {
  const holders: Holder[] = [];
  for (const [job, life] of lives) {
    const stage = life.stageAt(at);
    if (stage?.phase === 'running') holders.push({ job, cores: stage.cores, keeps: stage.cores });
  }
  return holders;
}
