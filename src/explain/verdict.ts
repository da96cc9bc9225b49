import type { Job } from '../core/job-state.js';
import type { Schedule } from '../core/schedule.js';
import type { Holder, Reason } from './explanation.js';

/** Why a job still waits after a decision. */
export function verdictOn(job: Job, schedule: Schedule): Reason {
  const { now, memory, policy, free } = schedule;
  const spell = { from: now, until: Infinity, holders: holdersOf(schedule) };
  if (!memory.fits(job)) return { kind: 'memory', ...spell };
  const shortage = { ...spell, claim: job.claim, free, most_free: free };
  const { backfill } = policy;
  if (backfill !== undefined) {
    const promised = finite(backfill.promised?.(job));
    if (job.claim > free) return { kind: 'cores', ...shortage, promised };
    const head = firstOf(schedule);
    const ofHead = head === undefined || head === job ? null : finite(backfill.promised?.(head));
    const isOthers = promised === null && ofHead !== null;
    return {
      kind: 'promise',
      ...shortage,
      to: isOthers ? head!.id : null,
      promised: isOthers ? ofHead : promised,
    };
  }
  const head = inTheWay(job, schedule);
  if (head === undefined) return { kind: 'cores', ...shortage, promised: null };
  const why = policy.whyBefore?.(head, job, now) ?? null;
  return { kind: 'order', ...shortage, head: head.id, head_claim: head.claim, why };
}

/** The attended jobs, as decided. */
export function holdersOf({ attended }: Schedule): Holder[] {
  return attended.map(({ id, given, hold }) => ({ job: id, cores: given, keeps: hold }));
}

/** The first job before it in the order that waits and may not be overtaken by it. */
function inTheWay(job: Job, { waiting, policy, memory, now }: Schedule): Job | undefined {
  for (const other of waiting) {
    if (other === job) return undefined;
    if (memory.fits(other) && policy.preemption?.overtakes(job, other, now) !== true) return other;
  }
  return undefined;
}

function firstOf({ waiting, memory }: Schedule): Job | undefined {
  for (const job of waiting) if (memory.fits(job)) return job;
  return undefined;
}

function finite(at: number | undefined): number | null {
  return at === undefined || at === Infinity ? null : at;
}
