/** Where two schedules differ, in words: for the golden test here, and for the engine's own tests against the reference. */
import type { RefJobResult, RefSchedule, RefSegment } from './reference-scheduler.js';

const JOB_FIELDS = [
  'id',
  'state',
  'first_run',
  'waiting',
  'service',
  'turnaround',
  'preemptions',
  'resizes',
] as const satisfies readonly (keyof RefJobResult)[];
const SEGMENT_FIELDS = [
  'job',
  'attempt',
  'kind',
  'start',
  'end',
  'cores',
] as const satisfies readonly (keyof RefSegment)[];

/**
 * Every field in which `actual` departs from `expected`, one line each; empty when they are equal.
 * Numbers may differ by `tolerance` (default 1e-6); all else must be identical.
 */
export function scheduleDifferences(actual: RefSchedule, expected: RefSchedule, tolerance = 1e-6): string[] {
  const lines: string[] = [];
  const check = (
    where: string,
    got: number | string | undefined,
    want: number | string | undefined,
  ): void => {
    const equal =
      typeof got === 'number' && typeof want === 'number' ? Math.abs(got - want) <= tolerance : got === want;
    if (!equal) lines.push(`${where}: ${String(got)} instead of ${String(want)}`);
  };
  check('makespan', actual.makespan, expected.makespan);
  check('number of jobs', actual.jobs.length, expected.jobs.length);
  check('number of segments', actual.segments.length, expected.segments.length);
  expected.jobs.forEach((job, index) => {
    for (const field of JOB_FIELDS) check(`job ${job.id}, ${field}`, actual.jobs[index]?.[field], job[field]);
  });
  expected.segments.forEach((segment, index) => {
    for (const field of SEGMENT_FIELDS) {
      check(`segment ${index} (${segment.job}), ${field}`, actual.segments[index]?.[field], segment[field]);
    }
  });
  return lines;
}
