import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { srpt } from '../../src/policies/srpt.js';
import { scenario } from '../core/scenario.js';
import { firstOf, jobView, type ViewDraft } from './job-view.js';

const policy = srpt.create(DEFAULT_POLICY_OPTIONS);

const rows: readonly [string, ViewDraft, ViewDraft, number][] = [
  ['who has less left goes first', { dedicated: 3, arrivalRank: 1 }, { dedicated: 4 }, -1],
  ['what was attained is off it', { dedicated: 9, attained: 6, arrivalRank: 1 }, { dedicated: 4 }, -1],
  [
    'in core-seconds of the cores asked for at submission',
    { dedicated: 9, attained: 6, cores: 2, arrivalRank: 1 },
    { dedicated: 7 },
    -1,
  ],
  ['equally much left: by arrival', { dedicated: 4, attained: 1 }, { dedicated: 3, arrivalRank: 1 }, -1],
  [
    'one that is over its time goes before all that are not',
    { dedicated: 2, attained: 9, arrivalRank: 1 },
    { dedicated: 0.1 },
    -1,
  ],
  ['one of unknown length has the most', {}, { dedicated: 1e9, arrivalRank: 1 }, 1],
];

describe('srpt', () => {
  it.each(rows)('%s', (_, a, b, expected) => {
    expect(firstOf(policy, 'compare', a, b)).toBe(expected);
    expect(firstOf(policy, 'compare', b, a)).toBe(-expected);
  });

  it('takes first who has most left, then who arrived last', () => {
    const { preemption } = policy;
    expect(firstOf(preemption!, 'compareVictims', { dedicated: 5 }, { dedicated: 4, arrivalRank: 1 })).toBe(
      -1,
    );
    expect(firstOf(preemption!, 'compareVictims', { dedicated: 5 }, { dedicated: 5, arrivalRank: 1 })).toBe(
      1,
    );
  });

  it('lets a job push out one that has more left, and not one that has as much', () => {
    const [long, short, other] = [4, 3, 4].map((dedicated) => jobView({ dedicated }));
    expect(policy.preemption!.yields(long!, short!, 0)).toBe(true);
    expect(policy.preemption!.yields(short!, long!, 0)).toBe(false);
    expect(policy.preemption!.yields(long!, other!, 0)).toBe(false);
  });

  it('pauses a long job for a short one, and not when the long one has become the shorter', () => {
    const run = scenario({ cores: 1, policy: 'srpt', atOnce: true });
    expect(run.at(0, run.submit('long', { dedicated: 10 }))).toEqual(['start long on 0']);
    expect(run.at(2, run.submit('short', { dedicated: 3 }))).toEqual([
      'pause long (gave_way to short)',
      'start short on 0',
    ]);
    expect(run.at(5, run.exit('short'))).toEqual(['short done 0', 'resume long on 0']);
    expect(run.at(11, run.submit('late', { dedicated: 3 }))).toEqual([]);
  });
});
