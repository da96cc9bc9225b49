import type { RunReport } from '../../../src/metrics/report.js';

/** A report as if no tfsched had ever been killed: without what tells of the gaps. */
export function withoutGaps(report: RunReport): RunReport {
  return { ...report, run: { ...report.run, gaps: [] } };
}

/**
 * And without the numbers of actions: what was decided twice at one instant is decided once where a tfsched was killed in between and
 * its last records are lost.
 */
export function withoutCounts(report: RunReport): object {
  const jobs = report.jobs.map((job) => ({ ...job, resizes: 0, preemptions: 0 }));
  const summary = { ...report.summary, resizes: 0, preemptions: 0, actions: undefined };
  return { ...withoutGaps(report), jobs, summary };
}

/** Where two values differ, as paths with both sides; at most so many. */
export function differences(a: unknown, b: unknown, most = 5): string[] {
  const found: string[] = [];
  compare(a, b, '', found);
  return found.slice(0, most);
}

/** Times are rounded to nanoseconds; sums of them may be one apart. */
const TOLERANCE = 2e-9;

function compare(a: unknown, b: unknown, path: string, found: string[]): void {
  if (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= TOLERANCE) return;
  if (isObject(a) && isObject(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
      compare(a[key], b[key], path === '' ? key : `${path}.${key}`, found);
    return;
  }
  if (a !== b) found.push(`${path}: ${JSON.stringify(a)}, not ${JSON.stringify(b)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
