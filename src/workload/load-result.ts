import type { Problem } from './problem.js';
import type { Workload } from './workload.js';

/** What a workload is loaded for. */
export interface LoadOptions {
  /** Cores of the run, where it is known (`--cores`); else the file's. Where neither is, see `checkCapacity`. */
  readonly capacity?: number | undefined;
  /** The simulator needs the duration or steps of every job. Default: false. */
  readonly forSimulation?: boolean | undefined;
}

/** A workload, or everything that is wrong with the file, by place. */
export type LoadResult =
  | { readonly ok: true; readonly workload: Workload }
  | { readonly ok: false; readonly problems: readonly Problem[] };
