import { aboveCapacity } from './capacity-rules.js';
import { inOrder } from './problem.js';
import type { Place, Problem } from './problem.js';
import type { Workload } from './workload.js';

/** Where the keys of a job stand that are bounded by the capacity. */
interface CorePlaces {
  readonly cores: Place;
  readonly minCores: Place;
  readonly maxCores: Place;
  /** By time, as in the job. */
  readonly updates: readonly Place[];
}

/** The places of the job at a position. */
export type CorePlacesOf = (position: number) => CorePlaces;

/** Kept beside the workload, not in it: places are no part of what a job is. */
const placesOfWorkload = new WeakMap<Workload, CorePlacesOf>();

/** Remembers where the jobs of a workload stand, for `checkCapacity`. */
export function rememberPlaces(workload: Workload, places: CorePlacesOf): void {
  placesOfWorkload.set(workload, places);
}

const START: Place = { line: 1, column: 1 };
const NOWHERE: CorePlaces = { cores: START, minCores: START, maxCores: START, updates: [] };

/**
 * Everything in a workload that asks for more than `capacity` cores, with its place: for `run`, which may learn the
 * capacity from the Docker host only after the file was read. In a `.jsonl` file the place is the job's line.
 */
export function checkCapacity(workload: Workload, capacity: number): Problem[] {
  const placesOf = placesOfWorkload.get(workload) ?? (() => NOWHERE);
  const problems: Problem[] = [];
  for (const job of workload.jobs) {
    for (const { part, message, hint } of aboveCapacity(job, capacity)) {
      const places = placesOf(job.position);
      const place = typeof part === 'number' ? (places.updates[part] ?? places.cores) : places[part];
      problems.push({ file: workload.file, line: place.line, column: place.column, message, hint });
    }
  }
  return inOrder(problems);
}
