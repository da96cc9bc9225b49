import { invariant } from '../core/errors.js';
import type { JobTally } from './job-tally.js';
import type { JobReport } from './report.js';
import { round9, round9OrNull } from './rounding.js';

/** The dedicated time counts as this many seconds at least in bounded_slowdown (design 8). */
const SHORTEST_DEDICATED = 10;

/** Parts of a turnaround may differ from it by so many seconds: rounding, and no more. */
const TOLERANCE = 1e-6;

/**
 * The figures of one job.
 * @param now time of the last record: an unfinished job is reported as cancelled, its times up to there
 * @throws Bug when waiting and service do not add up to the turnaround (design 8)
 */
export function reportJob(tally: JobTally, now: number): JobReport {
  const { spec, ended } = tally;
  const end = ended?.at ?? now;
  const turnaround = tally.hasArrived() ? end - spec.arrival : Number.NaN;
  const waiting = tally.waitingAt(now);
  const service = tally.serviceAt(now);
  checkSum(spec.job, waiting, service, turnaround);
  const dedicated = spec.dedicated ?? Number.NaN;
  return {
    id: spec.job,
    model: spec.model,
    user: spec.user ?? null,
    arrival: round9(spec.arrival),
    cores: spec.cores,
    min_cores: spec.min_cores,
    max_cores: spec.max_cores,
    priority: spec.priority,
    dedicated: round9OrNull(dedicated),
    state: ended?.state ?? 'cancelled',
    exit_code: ended?.code ?? null,
    reason: ended === undefined ? 'the log ends before the job' : (ended.reason ?? null),
    started_at: round9OrNull(tally.startedAt),
    finished_at: ended === undefined ? null : round9(ended.at),
    first_run: round9OrNull(tally.startedAt - spec.arrival),
    waiting: round9(waiting),
    service: round9(service),
    turnaround: round9OrNull(turnaround),
    slowdown: ratioOrNull(turnaround, dedicated),
    bounded_slowdown: boundedSlowdown(turnaround, dedicated),
    core_seconds: round9(tally.coreSecondsAt(now)),
    cpu_seconds: round9OrNull(tally.cpuSeconds()),
    preemptions: tally.preemptions,
    resizes: tally.resizes,
    attempts: tally.attempts,
    steps: tally.steps,
    startup: round9OrNull(tally.startup),
  };
}

function checkSum(job: string, waiting: number, service: number, turnaround: number): void {
  const difference = Number.isNaN(turnaround) ? waiting + service : waiting + service - turnaround;
  invariant(
    Math.abs(difference) <= TOLERANCE,
    `job ${job}: waiting ${waiting} s and service ${service} s do not add up to the turnaround of ${turnaround} s`,
  );
}

function ratioOrNull(turnaround: number, dedicated: number): number | null {
  return dedicated > 0 ? round9OrNull(turnaround / dedicated) : null;
}

function boundedSlowdown(turnaround: number, dedicated: number): number | null {
  if (Number.isNaN(turnaround) || Number.isNaN(dedicated)) return null;
  return round9(Math.max(1, turnaround / Math.max(dedicated, SHORTEST_DEDICATED)));
}
