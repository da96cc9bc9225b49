import { fcfs } from './fcfs.js';
import { none } from './none.js';
import type { PolicyModule } from './policy-module.js';
import { prio } from './prio.js';
import { rr } from './rr.js';

/** The built-in policies: one line each. */
export const policies: readonly PolicyModule[] = [fcfs, prio, rr, none];

/** By name or alias. */
export function findPolicy(name: string): PolicyModule | undefined {
  return policies.find((policy) => policy.name === name || policy.aliases?.includes(name) === true);
}
