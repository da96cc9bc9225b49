import { describe, expect, it } from '@jest/globals';
import type { Policy, Preemption } from '../../src/core/policy.js';
import {
  DEFAULT_POLICY_OPTIONS,
  type PolicyOptions,
  type VictimRule,
} from '../../src/policies/policy-module.js';
import { prio } from '../../src/policies/prio.js';
import { firstOf, jobView, type ViewDraft } from './job-view.js';

function make(options: Partial<PolicyOptions> = {}): Policy {
  return prio.create({ ...DEFAULT_POLICY_OPTIONS, ...options });
}

function preemptive(options: Partial<PolicyOptions> = {}): Preemption {
  return make({ ...options, preemptive: true }).preemption!;
}

type Row = readonly [string, Partial<PolicyOptions>, ViewDraft, ViewDraft, number];

const orderRows: readonly Row[] = [
  ['the higher priority goes first', {}, { priority: 2 }, { priority: 1 }, -1],
  ['a negative priority goes after none', {}, { priority: -1 }, {}, 1],
  ['equal priority: the one that arrived earlier', {}, { arrivalRank: 0 }, { arrivalRank: 1 }, -1],
  ['priority counts more than arrival', {}, { priority: 1, arrivalRank: 1 }, { arrivalRank: 0 }, -1],
  ['without aging, waiting does not matter', {}, { waited: 99, arrivalRank: 1 }, { arrivalRank: 0 }, 1],
  [
    'with aging, who waited longer goes first',
    { aging: 1 },
    { waited: 2, arrivalRank: 1 },
    { waited: 1 },
    -1,
  ],
  [
    'a waiting time makes up for priority at the rate of aging',
    { aging: 0.5 },
    { waited: 7, arrivalRank: 1 },
    { priority: 3 },
    -1,
  ],
  ['and not before', { aging: 0.5 }, { waited: 5 }, { priority: 3, arrivalRank: 1 }, 1],
  [
    'effective priorities closer than 1e-9 are equal: arrival decides',
    { aging: 1 },
    { waited: 5 + 5e-10, arrivalRank: 1 },
    { waited: 5, arrivalRank: 0 },
    1,
  ],
  [
    'farther apart than 1e-9 they are not',
    { aging: 1 },
    { waited: 5 + 5e-9, arrivalRank: 1 },
    { waited: 5, arrivalRank: 0 },
    -1,
  ],
];

describe('order of prio', () => {
  it.each(orderRows)('%s', (_, options, a, b, expected) => {
    const policy = make(options);
    expect(firstOf(policy, 'compare', a, b)).toBe(expected);
    expect(firstOf(policy, 'compare', b, a)).toBe(-expected);
  });

  it('is the same among attended jobs', () => {
    expect(make()).not.toHaveProperty('compareAttended');
  });

  it('asks for the waiting time as of now', () => {
    const policy = make({ aging: 1 });
    const early = { ...jobView({ arrivalRank: 1 }), waitedAt: (now: number) => now };
    const late = { ...jobView({ priority: 5 }), waitedAt: () => 0 };
    expect([4, 6].map((now) => Math.sign(policy.compare(early, late, now)))).toEqual([1, -1]);
  });
});

const apart: readonly [string, Partial<PolicyOptions>, ViewDraft, ViewDraft, boolean][] = [
  ['one point below', {}, { priority: 4 }, { priority: 5 }, true],
  ['far below', {}, { priority: -4 }, { priority: 5 }, true],
  ['the same', {}, { priority: 5 }, { priority: 5 }, false],
  ['above', {}, { priority: 6 }, { priority: 5 }, false],
  ['half a point below by aging', { aging: 0.5 }, { priority: 4, waited: 1 }, { priority: 5 }, false],
  ['brought to a point below by aging', { aging: 0.5 }, { priority: 5 }, { priority: 5, waited: 2 }, true],
  ['a point below but for less than 1e-9', { aging: 1 }, { waited: 5e-10 }, { priority: 1 }, true],
  ['a point below but for more than 1e-9', { aging: 1 }, { waited: 5e-9 }, { priority: 1 }, false],
];

describe('giving way under prio', () => {
  it.each(apart)('who is %s', (_, options, lower, upper, expected) => {
    const rules = preemptive(options);
    expect(rules.yields(jobView(lower), jobView(upper), 0)).toBe(expected);
    expect(rules.overtakes(jobView(lower), jobView(upper), 0)).toBe(expected);
  });

  it('happens only when asked for', () => {
    expect(make().preemption).toBeUndefined();
    expect(make({ aging: 1, preemptExempt: 3 }).preemption).toBeUndefined();
  });

  it('has the exemption and the tick of its options; no tick without aging', () => {
    expect(preemptive({ preemptExempt: 3, agingInterval: 7 })).toMatchObject({
      exemption: 3,
      tick: undefined,
    });
    expect(preemptive({ aging: 0.1, agingInterval: 7 })).toMatchObject({ exemption: 0, tick: 7 });
  });
});

const victimRows: readonly (readonly [VictimRule, string, ViewDraft, ViewDraft, number])[] = [
  ['longest_run', 'most service first', { served: 9 }, { served: 3 }, -1],
  ['longest_run', 'service counts more than priority', { served: 9, priority: 5 }, { served: 3 }, -1],
  ['longest_run', 'equal service: the lower priority', { priority: 1 }, { priority: 2 }, -1],
  [
    'longest_run',
    'service closer than 1e-9 is equal',
    { served: 3, priority: 1 },
    { served: 3 + 5e-10, priority: 2 },
    -1,
  ],
  ['longest_run', 'then the later arrival', { arrivalRank: 4 }, { arrivalRank: 3 }, -1],
  ['smallest_request', 'smallest request first', { cores: 1 }, { cores: 2 }, -1],
  ['smallest_request', 'at submission, not now', { cores: 1, request: 4 }, { cores: 2, request: 2 }, -1],
  ['smallest_request', 'service does not matter', { cores: 1 }, { cores: 2, served: 99 }, -1],
  ['smallest_request', 'equal request: the lower priority', { priority: 1 }, { priority: 2 }, -1],
  ['smallest_request', 'then the later arrival', { arrivalRank: 4 }, { arrivalRank: 3 }, -1],
  ['lowest_priority', 'lowest priority first', { priority: 1 }, { priority: 2, cores: 1, served: 99 }, -1],
  ['lowest_priority', 'equal priority: the later arrival', { arrivalRank: 4 }, { arrivalRank: 3 }, -1],
];

describe('victims', () => {
  it.each(victimRows)('%s: %s', (victim, _, a, b, expected) => {
    const rules = preemptive({ victim });
    expect(firstOf(rules, 'compareVictims', a, b)).toBe(expected);
    expect(firstOf(rules, 'compareVictims', b, a)).toBe(-expected);
  });

  it('lowest priority is the effective one', () => {
    const rules = preemptive({ victim: 'lowest_priority', aging: 1 });
    expect(firstOf(rules, 'compareVictims', { priority: 1, waited: 3 }, { priority: 2, waited: 1 })).toBe(1);
  });
});
