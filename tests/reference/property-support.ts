/** What the property tests of this folder share: random scenarios, and their schedules cut into stretches. */
import fc from 'fast-check';
import { type RefSchedule, referenceSchedule, type RefSegment } from './reference-scheduler.js';
import { type RefScenario, type ScenarioLimits, scenarios } from './workload-arbitrary.js';

const NUMBER_OF_RUNS = 200;
/** The policies that decide anything. */
export const BUT_NONE = [
  'fcfs',
  'prio',
  'rr',
  'sjf',
  'srpt',
  'mlfq',
  'fair_share',
  'easy',
  'conservative',
] as const;

/** Checks a property of the schedules of random scenarios within `limits`. */
export function holdsForAll(
  limits: ScenarioLimits,
  check: (scenario: RefScenario, schedule: RefSchedule) => void,
): void {
  fc.assert(
    fc.property(scenarios(limits), (scenario) =>
      check(scenario, referenceSchedule(scenario.jobs, scenario.config)),
    ),
    { numRuns: NUMBER_OF_RUNS },
  );
}

export const length = (segment: RefSegment): number => segment.end - segment.start;
export const sum = (figures: readonly number[]): number =>
  figures.reduce((total, figure) => total + figure, 0);
export const segmentsOf = (schedule: RefSchedule, id: string): RefSegment[] =>
  schedule.segments.filter((segment) => segment.job === id);

/** What runs in the middle of each stretch in which nothing begins or ends. */
export function snapshots(schedule: RefSchedule): { time: number; segments: RefSegment[] }[] {
  const times = schedule.segments.flatMap(({ start, end }) => [start, end]).sort((a, b) => a - b);
  return times.slice(1).flatMap((end, index) => {
    const start = times[index] ?? end;
    if (end - start < 1e-6) return [];
    const time = (start + end) / 2;
    return [{ time, segments: schedule.segments.filter((one) => one.start < time && time < one.end) }];
  });
}

export const running = (segments: readonly RefSegment[]): RefSegment[] =>
  segments.filter((one) => one.kind === 'run');
