import { describe, expect, it } from '@jest/globals';
import { mlfq } from '../../src/policies/mlfq.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { scenario } from '../core/scenario.js';
import { firstOf, type ViewDraft } from './job-view.js';

const policy = mlfq.create({ ...DEFAULT_POLICY_OPTIONS, levels: [4, 8], quantum: 2 });

const rows: readonly [string, ViewDraft, ViewDraft, number][] = [
  ['below the first threshold all are equal: by arrival', { attained: 3.9 }, { arrivalRank: 1 }, -1],
  ['at a threshold a job has sunk', { attained: 4 }, { attained: 3.9, arrivalRank: 1 }, 1],
  [
    'within a level it does not matter who has attained less',
    { attained: 7 },
    { attained: 4, arrivalRank: 1 },
    -1,
  ],
  ['there are more levels', { attained: 8 }, { attained: 7, arrivalRank: 1 }, 1],
  ['the last one has no end', { attained: 1e9 }, { attained: 8, arrivalRank: 1 }, -1],
];

describe('mlfq', () => {
  it.each(rows)('%s', (_, a, b, expected) => {
    expect(firstOf(policy, 'compare', a, b)).toBe(expected);
    expect(firstOf(policy, 'compare', b, a)).toBe(-expected);
  });

  it('takes first who is lowest, then who arrived last', () => {
    const { preemption } = policy;
    expect(firstOf(preemption!, 'compareVictims', { attained: 9 }, { attained: 5, arrivalRank: 1 })).toBe(-1);
    expect(firstOf(preemption!, 'compareVictims', { attained: 9 }, { attained: 8, arrivalRank: 1 })).toBe(1);
  });

  it('lets a job that has sunk give way at the next multiple of the quantum', () => {
    const run = scenario({ cores: 2, policy: 'mlfq', levels: [5], quantum: 2, atOnce: true });
    expect(run.at(0, run.submit('a', { cores: 2 }))).toEqual(['start a on 0-1']);
    expect(run.at(1, run.submit('b'))).toEqual([]);
    expect(run.at(2)).toEqual([]);
    expect(run.engine.nextTimer()).toBe(4);
    expect(run.at(4)).toEqual(['pause a (gave_way to b)', 'start b on 0']);
  });
});
