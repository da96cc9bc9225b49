import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { sjf } from '../../src/policies/sjf.js';
import { firstOf, type ViewDraft } from './job-view.js';

const policy = sjf.create(DEFAULT_POLICY_OPTIONS);

const rows: readonly [string, ViewDraft, ViewDraft, number][] = [
  ['the shorter one goes first', { dedicated: 1, arrivalRank: 1 }, { dedicated: 2 }, -1],
  ['equally long: the one that arrived earlier', { dedicated: 2 }, { dedicated: 2, arrivalRank: 1 }, -1],
  ['closer than 1e-9 is equally long', { dedicated: 2 }, { dedicated: 2 - 1e-10, arrivalRank: 1 }, -1],
  ['one of unknown length goes last', { arrivalRank: 0 }, { dedicated: 1e9, arrivalRank: 1 }, 1],
  ['two of unknown length go by arrival', {}, { arrivalRank: 1 }, -1],
  ['the guess of its user serves where nothing else is known', { estimate: 3 }, { dedicated: 2 }, 1],
  ['and only there', { estimate: 9, dedicated: 1 }, { dedicated: 2 }, -1],
];

describe('sjf', () => {
  it.each(rows)('%s', (_, a, b, expected) => {
    expect(firstOf(policy, 'compare', a, b)).toBe(expected);
    expect(firstOf(policy, 'compare', b, a)).toBe(-expected);
  });

  it('pushes nobody out', () => {
    expect(policy.preemption).toBeUndefined();
  });
});
