import { EPSILON } from '../core/time.js';
import type { Segment } from './report.js';
import { round9 } from './rounding.js';

/** A stretch of a job's life in which it ran on so many cores, or was paused. Seconds on the run's clock. */
export interface Stretch {
  readonly job: string;
  readonly position: number;
  readonly attempt: number;
  readonly kind: 'run' | 'pause';
  readonly start: number;
  end: number;
  readonly cores: number;
}

/**
 * The stretch that follows `last` of the same job, or undefined when there is none to keep: it has no length, or it only
 * makes `last` longer because nothing changed (design 9).
 */
export function nextStretch(last: Stretch | undefined, next: Stretch): Stretch | undefined {
  if (next.end - next.start < EPSILON) return undefined;
  if (
    last?.kind === next.kind &&
    last.attempt === next.attempt &&
    last.cores === next.cores &&
    next.start - last.end < EPSILON
  ) {
    last.end = next.end;
    return undefined;
  }
  return next;
}

/** By start, then file position, where starts closer than EPSILON are equal; rounded as reports are. */
export function sortedSegments(stretches: readonly Stretch[]): Segment[] {
  const byStart = [...stretches].sort((a, b) => a.start - b.start || a.position - b.position);
  // Equality within EPSILON is no order to sort by, so neighbours that are equal in it are put right afterwards.
  for (let from = 0, to; from < byStart.length; from = to) {
    to = endOfInstant(byStart, from);
    if (to - from > 1) {
      const instant = byStart.slice(from, to).sort((a, b) => a.position - b.position || a.start - b.start);
      for (const [place, stretch] of instant.entries()) byStart[from + place] = stretch;
    }
  }
  return byStart.map(({ job, attempt, kind, start, end, cores }) => ({
    job,
    attempt,
    kind,
    start: round9(start),
    end: round9(end),
    cores: round9(cores),
  }));
}

function endOfInstant(byStart: readonly Stretch[], from: number): number {
  let to = from + 1;
  for (let before = byStart[from], next = byStart[to]; before && next; before = next, next = byStart[to]) {
    if (next.start - before.start >= EPSILON) break;
    to += 1;
  }
  return to;
}
