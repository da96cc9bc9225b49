import { round9 } from '../metrics/rounding.js';
import type { MainReason, Reason, Wait } from './explanation.js';

interface Sum {
  readonly reason: Reason;
  seconds: number;
}

/** For what a job waited longest, over all its waits; null where it did not wait. */
export function mainReasonOf(waits: readonly Wait[]): MainReason | null {
  const reasons = waits.flatMap((wait) => wait.reasons);
  const kind = longest(sums(reasons, (reason) => reason.kind));
  if (kind === undefined) return null;
  const seconds = round9(kind.seconds);
  const alike = sums(
    reasons.filter((reason) => reason.kind === kind.reason.kind),
    (reason) => jobOf(reason) ?? '',
  );
  const { reason } = longest(alike) ?? kind;
  switch (reason.kind) {
    case 'order':
      return { kind: 'order', seconds, job: reason.head, others: alike.length - 1, why: reason.why };
    case 'promise':
      return { kind: 'promise', seconds, job: reason.to, others: alike.length - 1, why: null };
    case 'cores':
    case 'memory':
    case 'hand_over':
    case 'unknown':
      return { kind: reason.kind, seconds, holders: reason.holders };
  }
}

function sums(reasons: readonly Reason[], keyOf: (reason: Reason) => string): Sum[] {
  const byKey = new Map<string, Sum>();
  for (const reason of reasons) {
    const sum = byKey.get(keyOf(reason)) ?? { reason, seconds: 0 };
    sum.seconds += reason.until - reason.from;
    byKey.set(keyOf(reason), sum);
  }
  return [...byKey.values()];
}

/** The first of several. */
function longest(all: readonly Sum[]): Sum | undefined {
  return all.toSorted((a, b) => b.seconds - a.seconds)[0];
}

function jobOf(reason: Reason): string | null {
  if (reason.kind === 'order') return reason.head;
  return reason.kind === 'promise' ? reason.to : null;
}
