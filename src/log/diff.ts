import type { JobTimeline, Timeline, TimelineEvent } from './timeline.js';

/** The first thing in which two runs differ. Texts come from the runs and may hold control characters. */
export interface Difference {
  /** Seconds on the run's clock; null for what is no matter of time. */
  readonly at: number | null;
  readonly job: string | null;
  readonly expected: string;
  readonly actual: string;
}

/** Two simulations of the same workload give the same times but for rounding; seconds. */
export const SIMULATED_TOLERANCE = 1e-6;

/**
 * The first decision or event that differs, by its time and then by the job's place in the file; undefined when there is none.
 * @param tolerance seconds that two times may differ by and still be the same; Infinity to compare what happened to each job
 * and in which order, and not when
 */
export function diffTimelines(
  expected: Timeline,
  actual: Timeline,
  tolerance: number,
): Difference | undefined {
  const inputs = diffJobs(expected, actual);
  if (inputs !== undefined) return inputs;
  let first: { readonly difference: Difference; readonly at: number; readonly position: number } | undefined;
  for (const [job, { events, position }] of expected.jobs) {
    const difference = diffEvents(job, events, actual.jobs.get(job)?.events ?? [], tolerance);
    if (difference === undefined) continue;
    const at = difference.at ?? 0;
    const before = first?.at ?? Infinity;
    if (at < before || (at === before && position < (first?.position ?? 0)))
      first = { difference, at, position };
  }
  return first?.difference;
}

/** Jobs that only one run has, or that the workloads describe differently: then nothing else is worth comparing. */
function diffJobs(expected: Timeline, actual: Timeline): Difference | undefined {
  for (const job of inFileOrder(expected)) {
    const other = actual.jobs.get(job.id);
    if (other === undefined) return { at: null, job: job.id, expected: job.given, actual: 'no such job' };
    if (other.given !== job.given) {
      return { at: null, job: job.id, expected: job.given, actual: other.given };
    }
  }
  const extra = inFileOrder(actual).find(({ id }) => !expected.jobs.has(id));
  return extra && { at: null, job: extra.id, expected: 'no such job', actual: extra.given };
}

function inFileOrder(timeline: Timeline): (JobTimeline & { readonly id: string })[] {
  return [...timeline.jobs].map(([id, job]) => ({ ...job, id })).sort((a, b) => a.position - b.position);
}

function diffEvents(
  job: string,
  expected: readonly TimelineEvent[],
  actual: readonly TimelineEvent[],
  tolerance: number,
): Difference | undefined {
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const a = expected[index];
    const b = actual[index];
    if (a !== undefined && b !== undefined && same(a, b, tolerance)) continue;
    return {
      at: Math.min(a?.at ?? Infinity, b?.at ?? Infinity),
      job,
      expected: describe(a),
      actual: describe(b),
    };
  }
  return undefined;
}

function same(a: TimelineEvent, b: TimelineEvent, tolerance: number): boolean {
  if (a.what !== b.what) return false;
  // On real time even two runs of the same schedule find different cores free.
  return tolerance === Infinity || (a.where === b.where && Math.abs(a.at - b.at) <= tolerance);
}

function describe(event: TimelineEvent | undefined): string {
  return event === undefined ? 'nothing more' : `${seconds(event.at)}: ${event.text}`;
}

function seconds(at: number): string {
  return `${Number(at.toFixed(9))} s`;
}
