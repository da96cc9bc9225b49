import { describe, expect, it } from '@jest/globals';
import { fcfs } from '../../src/policies/fcfs.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { firstOf, type ViewDraft } from './job-view.js';

const policy = fcfs.create({ ...DEFAULT_POLICY_OPTIONS, preemptive: true });

const rows: readonly [string, ViewDraft, ViewDraft, number][] = [
  ['the one that arrived earlier goes first', { arrivalRank: 0 }, { arrivalRank: 1 }, -1],
  ['the one that arrived later goes second', { arrivalRank: 1 }, { arrivalRank: 0 }, 1],
  ['priority does not matter', { arrivalRank: 0 }, { arrivalRank: 1, priority: 9 }, -1],
  ['nor does the time waited', { arrivalRank: 1, waited: 99 }, { arrivalRank: 0 }, 1],
  ['nor when it entered the queue', { arrivalRank: 0, queueRank: 7 }, { arrivalRank: 1, queueRank: 2 }, -1],
];

describe('fcfs', () => {
  it.each(rows)('%s', (_, a, b, expected) => {
    expect(firstOf(policy, 'compare', a, b)).toBe(expected);
    expect(firstOf(policy, 'compare', b, a)).toBe(-expected);
  });

  it('has no turns, and nobody gives way, whatever the options say', () => {
    expect(policy.quantum).toBeUndefined();
    expect(policy.preemption).toBeUndefined();
    expect(policy).not.toHaveProperty('compareAttended');
  });
});
