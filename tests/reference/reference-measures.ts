/** What sjf, srpt, mlfq and fair_share look at (docs/scheduling.md, "Policies"). */
import { compare, type RefConfig } from './reference-model.js';
import type { LiveJob, RefState } from './reference-state.js';

/** "dedicated time: what the job would take alone at the requested cores: start-up + duration" (design 2), in s. */
export function dedicatedTime(config: RefConfig, job: LiveJob): number {
  return (config.startup ?? 0) + job.spec.duration;
}

/**
 * "What is left is the dedicated time less the core-seconds that the attempt held while it ran, divided by the cores
 * requested at submission", in s. It may fall below zero (Reading 25).
 */
export function timeLeft(config: RefConfig, job: LiveJob): number {
  return dedicatedTime(config, job) - job.attemptHeld / job.spec.cores;
}

/**
 * "a job sinks one level at each threshold of --levels (core-seconds held while it ran, all attempts; at the threshold it
 * has sunk)": 0 is the highest level. It is looked at in decisions only (Reading 26).
 */
export function level(config: RefConfig, job: LiveJob): number {
  const thresholds = config.levels ?? [10, 100];
  return thresholds.filter((threshold) => compare(job.held, threshold) >= 0).length;
}

/**
 * "Usage is core-seconds held while jobs ran, added up at each decision ..., and halved with each --half-life that
 * passes since it was added": half a half-life divides by the root of two (Reading 27). "jobs without a user are one
 * user's".
 */
export function usage(state: RefState, user: string | undefined): number {
  const halfLife = state.config.halfLife ?? 600;
  return state.usage
    .filter((piece) => piece.user === user)
    .reduce((sum, piece) => sum + piece.coreSeconds * 0.5 ** ((state.now - piece.at) / halfLife), 0);
}
