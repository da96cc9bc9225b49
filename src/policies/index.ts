import { conservative } from './conservative.js';
import { easy } from './easy.js';
import { fairShare } from './fair-share.js';
import { fcfs } from './fcfs.js';
import { mlfq } from './mlfq.js';
import { none } from './none.js';
import type { PolicyModule } from './policy-module.js';
import { prio } from './prio.js';
import { rr } from './rr.js';
import { sjf } from './sjf.js';
import { srpt } from './srpt.js';

/** The built-in policies: one line each. */
export const policies: readonly PolicyModule[] = [
  fcfs,
  prio,
  rr,
  sjf,
  srpt,
  mlfq,
  fairShare,
  easy,
  conservative,
  none,
];

/** By name or alias. */
export function findPolicy(name: string): PolicyModule | undefined {
  return policies.find((policy) => policy.name === name || policy.aliases?.includes(name) === true);
}
