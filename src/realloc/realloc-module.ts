import type { Realloc } from '../core/realloc.js';

/** A realloc mode as the registry and a file of the user's own give it. */
export interface ReallocModule {
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  /**
   * How far it changes the cores of running jobs of its own accord: programs get as many threads as the most cores that they may
   * be given, and elastic ones where that may change (design 6).
   */
  readonly resizes: 'never' | 'up_to_request' | 'up_to_max';
  /** True for one from a file of the user's own: every decision is checked. */
  readonly checked?: boolean;
  create(): Realloc;
}
