import type { Realloc } from '../core/realloc.js';

/** A realloc mode as the registry and a file of the user's own give it. */
export interface ReallocModule {
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  /** True when it changes the cores of running jobs of its own accord, so that programs are started with elastic threads. */
  readonly resizes: boolean;
  /** True for one from a file of the user's own: every decision is checked. */
  readonly checked?: boolean;
  create(): Realloc;
}
