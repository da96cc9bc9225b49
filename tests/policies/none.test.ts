import { describe, expect, it } from '@jest/globals';
import { none } from '../../src/policies/none.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { firstOf } from './job-view.js';

describe('none', () => {
  it('orders by arrival, takes no mode, has no turns, and nobody gives way', () => {
    const policy = none.create(DEFAULT_POLICY_OPTIONS);
    expect(firstOf(policy, 'compare', { arrivalRank: 0 }, { arrivalRank: 1, priority: 3 })).toBe(-1);
    expect(firstOf(policy, 'compare', { arrivalRank: 1 }, { arrivalRank: 0 })).toBe(1);
    expect([none.unmanaged, policy.quantum, policy.preemption]).toEqual([true, undefined, undefined]);
  });
});
