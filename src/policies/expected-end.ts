import type { JobView } from '../core/job.js';
import { EPSILON } from '../core/time.js';
import { SHORTEST_PERIOD } from './policy-module.js';

/**
 * When an attended job is expected to end, by its estimate; seconds on the run's clock, Infinity for one that nobody has an estimate
 * of. A core-second counts the same on any number of cores. One that overran its estimate is expected to take as much again as
 * it did beyond it: at first it may end any moment, and the longer it goes on the longer it may.
 */
export function expectedEnd(job: JobView, now: number): number {
  if (job.estimate === undefined) return Infinity;
  const left = (job.estimate * job.cores - job.attainedInAttemptAt(now)) / job.given;
  return now + (left > EPSILON ? left : Math.max(-left, SHORTEST_PERIOD));
}

/** Seconds that a waiting job is expected to take at the cores that it asks for now; Infinity where nobody has an estimate. */
export function expectedLength({ estimate = Infinity, cores, request }: JobView): number {
  return (estimate * cores) / request;
}
