import type { Rules } from '../../../src/driver/rules.js';
import { findPolicy } from '../../../src/policies/index.js';
import { DEFAULT_POLICY_OPTIONS } from '../../../src/policies/policy-module.js';
import { findRealloc } from '../../../src/realloc/index.js';

/** Three policies times three modes; every decision is checked. */
export interface Combination {
  readonly name: string;
  readonly rules: Rules;
}

/** Off the beat of everything else in the scenario. */
const QUANTUM = 0.7;

export const combinations: readonly Combination[] = ['fcfs', 'prio', 'rr'].flatMap((policy) =>
  ['strict', 'max_prop', 'always_attend'].map((mode) => ({
    name: `${policy} ${mode}`,
    rules: {
      policy: { ...findPolicy(policy)!, checked: true },
      options: { ...DEFAULT_POLICY_OPTIONS, quantum: QUANTUM, preemptive: policy === 'prio' },
      realloc: findRealloc(mode)!,
    },
  })),
);
