import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { rr } from '../../src/policies/rr.js';
import { firstOf, type ViewDraft } from './job-view.js';

const policy = rr.create({ ...DEFAULT_POLICY_OPTIONS, quantum: 3, preemptive: true });

const waiting: readonly [string, ViewDraft, ViewDraft, number][] = [
  ['the one that entered the queue earlier goes first', { queueRank: 1 }, { queueRank: 2 }, -1],
  ['however it arrived', { queueRank: 2, arrivalRank: 0 }, { queueRank: 1, arrivalRank: 5 }, 1],
  ['and whatever its priority', { queueRank: 2, priority: 9 }, { queueRank: 1 }, 1],
  ['and its last turn', { queueRank: 1, turnRank: 9 }, { queueRank: 2, turnRank: 3 }, -1],
];

const attended: readonly [string, ViewDraft, ViewDraft, number][] = [
  ['the one that was admitted to its turn earlier goes first', { turnRank: 1 }, { turnRank: 2 }, -1],
  ['whenever it entered the queue', { turnRank: 2, queueRank: 1 }, { turnRank: 1, queueRank: 8 }, 1],
];

describe('rr', () => {
  it.each(waiting)('among waiting jobs %s', (_, a, b, expected) => {
    expect(firstOf(policy, 'compare', a, b)).toBe(expected);
    expect(firstOf(policy, 'compare', b, a)).toBe(-expected);
  });

  it.each(attended)('among attended jobs %s', (_, a, b, expected) => {
    expect(firstOf(policy, 'compareAttended', a, b)).toBe(expected);
    expect(firstOf(policy, 'compareAttended', b, a)).toBe(-expected);
  });

  it('has turns of one quantum, and nobody pushes another out', () => {
    expect(policy.quantum).toBe(3);
    expect(policy.preemption).toBeUndefined();
  });
});
