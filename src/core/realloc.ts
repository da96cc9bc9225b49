import type { JobView } from './job.js';

/** The attended jobs and their cores, as a mode may see and change them. */
export interface Cores {
  readonly capacity: number;
  /** Capacity less what the attended jobs hold by the mode's `hold`. */
  readonly free: number;
  readonly attended: readonly JobView[];
  /** How many jobs wait. */
  readonly waitingCount: number;
  /** True when the set of attended jobs, or a request, changed since the last decision. */
  readonly changed: boolean;
  /** The policy's order among attended jobs. */
  compare(a: JobView, b: JobView): number;
  /** Gives an attended job so many cores from now on. */
  give(job: JobView, cores: number): void;
}

/** How many cores each attended job gets (design 4.3, 4.5). Nothing else picks that. Made anew for each run. */
export interface Realloc {
  readonly name: string;
  /** False where jobs are held to no cores and get shares of them instead (design 4.6). */
  readonly placed?: boolean;
  /** Cores that must be free for a waiting job to be admitted, 1 or more where jobs are placed. */
  claim(job: JobView): number;
  /** What an attended job keeps from newcomers. */
  hold(job: JobView): number;
  /** Cores of a job at its admission, with `free` >= claim cores free. */
  admit(job: JobView, free: number): number;
  /** The user changed the request of an attended job. */
  updated?(job: JobView, cores: Cores): void;
  /** A job is no longer attended. */
  left?(job: JobView): void;
  beforeAdmission?(cores: Cores): void;
  afterAdmission?(cores: Cores): void;
  /** What of the mode's promises does not hold after a decision, in words; undefined when all hold. */
  check?(cores: Cores): string | undefined;
}
