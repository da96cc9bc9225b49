import { describe, expect, it } from '@jest/globals';
import type { Policy } from '../../src/core/policy.js';
import { fairShare } from '../../src/policies/fair-share.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { scenario } from '../core/scenario.js';
import { firstOf, jobView } from './job-view.js';

/** After `ana` has used so many core-seconds at 0 s, and `bo` so many at 100 s. */
function after(ana: number, bo: number, halfLife: number): Policy {
  const policy = fairShare.create({ ...DEFAULT_POLICY_OPTIONS, halfLife });
  policy.charge?.(jobView({ user: 'ana', attained: ana }), 0);
  policy.charge?.(jobView({ user: 'bo', attained: bo }), 100);
  return policy;
}

const [ana, bo] = [{ user: 'ana' }, { user: 'bo', arrivalRank: 1 }];

describe('fair_share', () => {
  it.each([
    ['who has used less goes first', 9, 8, 1e9, 1],
    ['usage counts half after a half-life', 17, 8, 100, 1],
    ['and no more than that', 15, 8, 100, -1],
    ['equal usage: by arrival', 16, 8, 100, -1],
    ['who has used nothing goes first', 1, 0, 1, 1],
    ['however long ago the other used anything', 1, 1e-3, 1e-3, -1],
  ])('%s', (_, used, other, halfLife, expected) => {
    const policy = after(used, other, halfLife);
    expect(firstOf(policy, 'compare', ana, bo)).toBe(expected);
    expect(firstOf(policy, 'compare', bo, ana)).toBe(-expected);
  });

  it('counts what a job attains once, however often it is asked for', () => {
    const policy = fairShare.create(DEFAULT_POLICY_OPTIONS);
    const job = jobView({ user: 'ana', attained: 6 });
    for (let times = 0; times < 5; times++) policy.charge?.(job, 0);
    policy.charge?.(jobView({ user: 'bo', attained: 7 }), 0);
    expect(firstOf(policy, 'compare', ana, bo)).toBe(-1);
  });

  it('lets users take turns, whoever has more jobs', () => {
    const run = scenario({ cores: 1, policy: 'fair_share', atOnce: true });
    const [a, b] = [{ user: 'ana' }, { user: 'bo' }];
    expect(run.at(0, run.submit('a1', a), run.submit('a2', a), run.submit('a3', a))).toEqual([
      'start a1 on 0',
    ]);
    expect(run.at(1, run.submit('b1', b))).toEqual([]);
    expect(run.waiting()).toBe('b1 a2 a3');
    expect(run.at(2, run.exit('a1'))).toEqual(['a1 done 0', 'start b1 on 0']);
    expect(run.at(3, run.exit('b1'), run.submit('b2', b))).toEqual(['b1 done 0', 'start b2 on 0']);
    expect(run.at(6, run.exit('b2'), run.submit('b3', b))).toEqual(['b2 done 0', 'start a2 on 0']);
  });
});
