import { alwaysAttend } from './always-attend.js';
import { equi } from './equi.js';
import { maxProp } from './max-prop.js';
import type { ReallocModule } from './realloc-module.js';
import { strict } from './strict.js';

/** The built-in realloc modes: one line each. */
export const reallocModes: readonly ReallocModule[] = [strict, maxProp, alwaysAttend, equi];

/** By name; `-` serves for `_`. */
export function findRealloc(name: string): ReallocModule | undefined {
  return reallocModes.find((mode) => mode.name === name.replaceAll('-', '_'));
}
