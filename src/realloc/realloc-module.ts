import type { Realloc } from '../core/realloc.js';

/** How far a mode changes the cores of running jobs of its own accord. */
export const RESIZES = ['never', 'up_to_request', 'up_to_max'] as const;
export type Resizes = (typeof RESIZES)[number];

/** A realloc mode as the registry and a file of the user's own give it. */
export interface ReallocModule {
  readonly name: string;
  /** One line for `--help`. */
  readonly summary: string;
  /** Programs get as many threads as the most cores that they may be given, and elastic ones where that may change (design 6). */
  readonly resizes: Resizes;
  /** True for one from a file of the user's own: every decision is checked. */
  readonly checked?: boolean;
  create(): Realloc;
}
