/**
 * The independent reference: design section 4 and docs/scheduling.md in virtual time, as literally and plainly as it can be said.
 *
 * Everything is an array that is filtered and sorted again at every question, so a run costs O(n^2) and more; nothing is
 * remembered that could be computed. Starts, pauses, resumes and resizes take no time. See README.md for the readings.
 */
import { decide, type RanBefore } from './reference-decision.js';
import { applyFacts, nextInstant } from './reference-instants.js';
import { type RefConfig, type RefJob, type RefJobResult, type RefSchedule, same } from './reference-model.js';
import { initialState, type LiveJob, type RefState, running } from './reference-state.js';
import { advance } from './reference-progress.js';

export type { RefConfig, RefJob, RefJobResult, RefSchedule, RefSegment } from './reference-model.js';

/** More instants than any workload of a test has; a run that gets here goes round in circles. */
const TOO_MANY_INSTANTS = 200_000;

/**
 * The schedule that design section 4 gives for `jobs`, in file order, under `config`.
 * The input must be what a workload file may hold (design 3): minCores <= cores <= maxCores, updates within those bounds,
 * nothing above the capacity, ids unique, at least one job. Throws when a job can never end: a bug in the reference.
 */
export function referenceSchedule(jobs: RefJob[], config: RefConfig): RefSchedule {
  if ((config.policy === 'easy' || config.policy === 'conservative') && config.realloc !== 'strict') {
    throw new Error(`${config.policy} goes with strict only`);
  }
  const state = initialState(jobs, config);
  for (let instants = 0; ; instants += 1) {
    if (instants > TOO_MANY_INSTANTS) throw new Error('the reference does not come to an end');
    const time = nextInstant(state);
    if (time === undefined) break;
    advance(state, time);
    // 4.1: "Everything that happens at the same instant is applied first ... Then ONE decision is made."
    const before: RanBefore = new Map(
      running(state).map((job) => [job, { attempt: job.attempt, cores: job.cores }]),
    );
    applyFacts(state);
    decide(state, before);
    count(state, before);
  }
  return result(state);
}

/**
 * Design 8: "a preemption when a running job is paused, a resize when a running job's cores change", by the net
 * difference of the whole instant (Reading 16). Under `none` a job is held to no cores, so nothing is resized (4.6).
 */
function count(state: RefState, before: RanBefore): void {
  for (const [job, was] of before) {
    if (job.attempt !== was.attempt) continue;
    if (job.status === 'paused') job.preemptions += 1;
    if (job.status === 'running' && job.cores !== was.cores && state.config.policy !== 'none')
      job.resizes += 1;
  }
}

/** Metrics per job and of the whole run (design 8); segments "by start then file position" (design 9). */
function result(state: RefState): RefSchedule {
  const rows = state.jobs.map(row);
  const firstArrival = Math.min(...state.jobs.map((job) => job.spec.arrival));
  const lastEnd = Math.max(...state.jobs.map((job) => job.end ?? 0));
  const position = new Map(state.jobs.map((job) => [job.spec.id, job.position]));
  const segments = state.segments.toSorted(
    (a, b) =>
      (same(a.start, b.start) ? 0 : a.start - b.start) ||
      (position.get(a.job) ?? 0) - (position.get(b.job) ?? 0),
  );
  return { makespan: lastEnd - firstArrival, jobs: rows, segments };
}

function row(job: LiveJob): RefJobResult {
  const { spec, firstStart, end, status } = job;
  if (firstStart === undefined || end === undefined || (status !== 'done' && status !== 'failed')) {
    throw new Error(`job ${spec.id} never ended`);
  }
  return {
    id: spec.id,
    state: status,
    first_run: firstStart - spec.arrival,
    waiting: job.waited,
    service: job.service,
    turnaround: end - spec.arrival,
    preemptions: job.preemptions,
    resizes: job.resizes,
  };
}
