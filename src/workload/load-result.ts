import type { Problem } from './problem.js';
import type { Workload } from './workload.js';

/** What a workload is loaded for. */
export interface LoadOptions {
  /** Cores of the run, where it is known (`--cores`); else the file's. Where neither is, see `checkCapacity`. */
  readonly capacity?: number | undefined;
  /** What the simulator takes for the work of a job: its duration, or where the speed of its program is known, also steps. */
  readonly forSimulation?: SimulatedWork | undefined;
}

export type SimulatedWork = 'duration' | 'duration_or_steps';

/** A workload, or everything that is wrong with the file, by place. */
export type LoadResult =
  | { readonly ok: true; readonly workload: Workload }
  | { readonly ok: false; readonly problems: readonly Problem[] };
