import { describe, expect, it } from '@jest/globals';
import { Engine } from '../../src/core/engine.js';
import { Bug, RuleError } from '../../src/core/errors.js';
import { Pool } from '../../src/core/pool.js';
import { Feed } from '../../src/driver/feed.js';
import { checkerOf, describeRules, instantiate, type Rules } from '../../src/driver/rules.js';
import { fcfs } from '../../src/policies/fcfs.js';
import { none } from '../../src/policies/none.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { prio } from '../../src/policies/prio.js';
import { rr } from '../../src/policies/rr.js';
import { maxProp } from '../../src/realloc/max-prop.js';
import { strict } from '../../src/realloc/strict.js';
import { requestOf } from '../core/scenario.js';

const options = { ...DEFAULT_POLICY_OPTIONS, quantum: 3, preemptive: true, agingInterval: 2 };

describe('describeRules', () => {
  it.each([
    [fcfs, strict, { policy: 'fcfs', realloc: 'strict', options: {} }],
    [rr, maxProp, { policy: 'rr', realloc: 'max_prop', options: { quantum: 3 } }],
    [none, undefined, { policy: 'none', realloc: null, options: {} }],
    [
      prio,
      strict,
      {
        policy: 'prio',
        realloc: 'strict',
        options: { preemptive: true, victim: 'longest_run', aging: 0, aging_interval: 2, preempt_exempt: 0 },
      },
    ],
  ])('tells the options that $name looks at, by their flags', (policy, realloc, expected) => {
    expect(describeRules({ policy, realloc, options })).toEqual(expected);
  });
});

describe('instantiate', () => {
  it('makes the policy with its options, and the mode', () => {
    const { policy, realloc } = instantiate({ policy: rr, realloc: strict, options });
    expect([policy.name, policy.quantum, realloc.name]).toEqual(['rr', 3, 'strict']);
  });

  it('shares the cores under a policy that takes no mode', () => {
    expect(instantiate({ policy: none, realloc: undefined, options }).realloc.placed).toBe(false);
  });

  it('makes both anew for each run', () => {
    const rules: Rules = { policy: fcfs, realloc: strict, options };
    expect(instantiate(rules).realloc).not.toBe(instantiate(rules).realloc);
  });
});

describe('checkerOf', () => {
  /** A job is attended that never arrived: what an engine gone wrong would look like. */
  function checker(rules: Rules): (() => void) | undefined {
    const pool = new Pool([0]);
    const engine = new Engine({ ...instantiate(rules), pool });
    const feed = new Feed([{ arrival: 0, updates: [] }], () => requestOf('a', 0, 0, 1));
    const check = checkerOf(rules, engine, pool, feed);
    engine.schedule.attended.push(feed.all()[0]!);
    return check;
  }

  it('is not there for built-in rules', () => {
    expect(checker({ policy: fcfs, realloc: strict, options })).toBeUndefined();
  });

  it.each([
    ['mine', { ...fcfs, name: 'mine', checked: true }, strict],
    ['ours', fcfs, { ...strict, name: 'ours', checked: true }],
    ['mine with ours', { ...fcfs, name: 'mine', checked: true }, { ...strict, name: 'ours', checked: true }],
  ])('names the rules of the user’s own: %s', (names, policy, realloc) => {
    expect(checker({ policy, realloc, options })).toThrow(
      new RuleError(`${names}: a is attended and expected`),
    );
  });

  it('passes on what is no broken invariant', () => {
    const policy = { ...fcfs, name: 'mine', checked: true };
    const realloc = {
      ...strict,
      create: () => ({
        ...strict.create(),
        check: () => {
          throw new TypeError('other');
        },
      }),
    };
    const rules: Rules = { policy, realloc, options };
    const pool = new Pool([0]);
    const engine = new Engine({ ...instantiate(rules), pool });
    const check = checkerOf(rules, engine, pool, new Feed([], () => requestOf('a', 0, 0, 1)));
    expect(check).toThrow(TypeError);
    expect(check).not.toThrow(Bug);
  });
});
