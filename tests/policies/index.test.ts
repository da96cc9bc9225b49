import { describe, expect, it } from '@jest/globals';
import { findPolicy, policies } from '../../src/policies/index.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';

describe('findPolicy', () => {
  it.each([
    ['fcfs', 'fcfs'],
    ['prio', 'prio'],
    ['priority', 'prio'],
    ['rr', 'rr'],
    ['none', 'none'],
    ['fair-share', 'fair_share'],
    ['FCFS', undefined],
    ['lottery', undefined],
    ['', undefined],
  ])('%s: %s', (name, expected) => {
    expect(findPolicy(name)?.name).toBe(expected);
  });
});

describe('the built-in policies', () => {
  it('have names of their own, also as aliases', () => {
    const names = policies.flatMap((policy) => [policy.name, ...(policy.aliases ?? [])]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('give the engine a policy of the same name, and say in a line what it is', () => {
    for (const policy of policies) {
      expect(policy.create(DEFAULT_POLICY_OPTIONS).name).toBe(policy.name);
      expect(policy.summary).toMatch(/^\S.{10,}$/);
    }
  });

  it('name the options that they look at', () => {
    expect(policies.map(({ name, options }) => [name, [...options].sort()])).toEqual([
      ['fcfs', []],
      ['prio', ['aging', 'agingInterval', 'preemptExempt', 'preemptive', 'victim']],
      ['rr', ['quantum']],
      ['sjf', []],
      ['srpt', []],
      ['mlfq', ['levels', 'quantum']],
      ['fair_share', ['halfLife']],
      ['easy', []],
      ['conservative', []],
      ['none', []],
    ]);
  });
});
