import { round9 } from '../metrics/rounding.js';
import type { MainReason, Reason, Wait } from './explanation.js';

/** On what a job waited longest, over all its waits; null where it did not wait. */
export function mainReasonOf(waits: readonly Wait[]): MainReason | null {
  const sums = new Map<string, { readonly reason: Reason; seconds: number }>();
  for (const reason of waits.flatMap(({ reasons }) => reasons)) {
    const key = `${reason.kind} ${jobOf(reason) ?? ''}`;
    const sum = sums.get(key) ?? { reason, seconds: 0 };
    sum.seconds += reason.until - reason.from;
    sums.set(key, sum);
  }
  const [longest] = [...sums.values()].sort((a, b) => b.seconds - a.seconds);
  if (longest === undefined) return null;
  const { reason } = longest;
  const seconds = round9(longest.seconds);
  switch (reason.kind) {
    case 'order':
      return { kind: 'order', seconds, job: reason.head, why: reason.why };
    case 'promise':
      return { kind: 'promise', seconds, job: reason.to, why: null };
    case 'cores':
    case 'memory':
    case 'hand_over':
    case 'unknown':
      return { kind: reason.kind, seconds, holders: reason.holders };
  }
}

function jobOf(reason: Reason): string | null {
  if (reason.kind === 'order') return reason.head;
  return reason.kind === 'promise' ? reason.to : null;
}
