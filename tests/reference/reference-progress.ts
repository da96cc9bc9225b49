/** How work is done as time passes: speed-up, completion times, service and waiting (design 7, 4.6, 8). */
import { type RefConfig, type RefSegment, same } from './reference-model.js';
import { type LiveJob, type RefState } from './reference-state.js';

/**
 * S(c) for c cores (design 7): linear, or Amdahl's law with parallel fraction f.
 * Below one core, which only `none` knows, S(c) = c x S(1) (design 4.6).
 */
export function speedup(config: RefConfig, cores: number): number {
  if (cores < 1) return cores * speedup(config, 1);
  switch (config.speedup.kind) {
    case 'linear':
      return cores;
    case 'amdahl':
      return 1 / (1 - config.speedup.f + config.speedup.f / cores);
  }
}

/** "progress of a job on c cores = S(c)/S(r at submission)" (design 7): seconds of work per second. */
export function progressRate(config: RefConfig, job: LiveJob): number {
  return speedup(config, job.cores) / speedup(config, job.spec.cores);
}

/**
 * Seconds until a running job is done if nothing changes.
 * Start-up comes first, counts as service (design 2) and takes the same time on any number of cores (Reading 18).
 */
export function timeToDone(config: RefConfig, job: LiveJob): number {
  return job.startupLeft + job.workLeft / progressRate(config, job);
}

/** Seconds until the attempt of a running job reaches its limit on service time (design 4.5), or infinity. */
export function timeToTimeout(job: LiveJob): number {
  return (job.spec.timeout ?? Infinity) - job.attemptService;
}

/** Moves the clock to `to` (s): work, service and waiting grow; the segments up to there are noted. */
export function advance(state: RefState, to: number): void {
  const passed = to - state.now;
  for (const job of state.jobs) {
    switch (job.status) {
      case 'running': {
        const inStartup = Math.min(passed, job.startupLeft);
        job.startupLeft -= inStartup;
        job.workLeft -= (passed - inStartup) * progressRate(state.config, job);
        job.service += passed;
        job.attemptService += passed;
        hold(state, job, passed * job.cores, to);
        note(state, job, 'run', to);
        break;
      }
      case 'paused':
        job.waited += passed;
        note(state, job, 'pause', to);
        break;
      case 'queued':
        job.waited += passed;
        break;
      case 'future':
      case 'done':
      case 'failed':
        break;
    }
  }
  state.now = to;
}

/**
 * Core-seconds held while a job ran. docs/scheduling.md, fair_share: "added up at each decision": every instant makes
 * one, so the piece that ends at `to` is added up there.
 */
function hold(state: RefState, job: LiveJob, coreSeconds: number, to: number): void {
  job.attemptHeld += coreSeconds;
  job.held += coreSeconds;
  if (state.config.policy === 'fair_share') state.usage.push({ user: job.spec.user, at: to, coreSeconds });
}

/** "one segment as long as nothing changes, cores 0 in a pause, none of zero length" (design 9). */
function note(state: RefState, job: LiveJob, kind: RefSegment['kind'], end: number): void {
  const { attempt, cores } = job;
  const last = state.segments.findLast((segment) => segment.job === job.spec.id);
  const goesOn =
    last?.attempt === attempt && last.kind === kind && same(last.cores, cores) && same(last.end, state.now);
  if (last !== undefined && goesOn) last.end = end;
  else if (!same(state.now, end)) {
    state.segments.push({ job: job.spec.id, attempt, kind, start: state.now, end, cores });
  }
}
