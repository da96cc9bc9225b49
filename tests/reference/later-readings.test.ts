/** One small schedule for each of the readings from 22 on that can be seen from outside and that no other test shows. */
import { describe, expect, it } from '@jest/globals';
import { job, schedule } from './scenario.js';

describe('reading 22', () => {
  it('what is left, and a threshold, are equal up to 1e-9', () => {
    // In binary, 0.4 - 0.1 is above 0.3.
    const left = [job('a', 0, 0.4, 1), job('b', 0.1, 0.3, 1)];
    expect(schedule(1, { policy: 'srpt' }, left)[0]).toBe('a 0-0.4:1');
    // In binary, 3 x 0.7 is below 2.1.
    const held = [job('a', 0, 1, 3), job('b', 0.7, 1, 1)];
    expect(schedule(3, { policy: 'mlfq', levels: [2.1] }, held)[0]).toBe('a 0-0.7:3');
  });
});

describe('reading 23', () => {
  it('ALWAYS_ATTEND tops up in the order of the policy', () => {
    const jobs = [
      job('a', 0, 9, 1, { updates: [{ at: 1.5, cores: 3 }] }),
      job('x', 0, 4, 2),
      job('b', 1, 3, 3),
    ];
    expect(schedule(4, { policy: 'sjf', realloc: 'always_attend' }, jobs)).toEqual([
      'a 0-6:1',
      'x 0-4:2',
      'b 1-4:1',
      'b 4-6:3',
      'a 6-7:3',
    ]);
  });
});

describe('reading 24', () => {
  it('--victim, --preempt-exempt, --aging and --preemptive mean nothing to srpt and mlfq', () => {
    const jobs = [job('a', 0, 9, 1), job('b', 1, 6, 2), job('c', 2, 1, 1)];
    const flags = { victim: 'smallest_request', preemptExempt: 9, aging: 5 } as const;
    for (const policy of ['srpt', 'mlfq'] as const) {
      const levels = { levels: [0.5, 1.5], quantum: 1 };
      const plain = schedule(3, { policy, ...levels }, jobs);
      expect(plain.some((line) => line.endsWith('paused'))).toBe(true);
      expect(schedule(3, { policy, ...levels, ...flags }, jobs)).toEqual(plain);
      expect(schedule(3, { policy, ...levels, preemptive: true }, jobs)).toEqual(plain);
    }
  });
});

describe('reading 27', () => {
  it('half a half-life forgets something already', () => {
    const jobs = [
      job('a1', 0, 4, 1, { user: 'ana' }),
      job('b1', 4, 1.5, 2, { user: 'ben' }),
      job('b2', 4, 1, 2, { user: 'ben' }),
      job('a2', 4, 1, 2, { user: 'ana' }),
    ];
    // At 5.5 ben has used 3 core-seconds, ana 2.8 of 4.
    expect(schedule(2, { policy: 'fair_share', halfLife: 3 }, jobs).slice(1)).toEqual([
      'b1 4-5.5:2',
      'a2 5.5-6.5:2',
      'b2 6.5-7.5:2',
    ]);
  });
});

describe('reading 28', () => {
  it('a waiting job is expected to run on the cores that it asks for now', () => {
    const jobs = [
      job('a', 0, 8, 2),
      job('b', 1, 2, 3),
      job('c', 1, 3.5, 2, { updates: [{ at: 2, cores: 1 }] }),
      job('d', 1, 6, 1),
    ];
    // On one core c takes 7 s, too long at 2; d is over by 8.
    expect(schedule(3, { policy: 'easy' }, jobs).slice(0, 3)).toEqual(['a 0-8:2', 'd 1-7:1', 'b 8-10:3']);
    expect(schedule(3, { policy: 'easy' }, jobs.slice(0, 3))).toEqual(['a 0-8:2', 'b 8-10:3', 'c 10-17:1']);
    jobs[2] = job('c', 1, 3, 2, { updates: [{ at: 2, cores: 1 }] });
    expect(schedule(3, { policy: 'easy' }, jobs.slice(0, 3))).toEqual(['a 0-8:2', 'c 2-8:1', 'b 8-10:3']);
  });

  it('a time limit is not looked at', () => {
    const jobs = [job('a', 0, 8, 2, { timeout: 4 }), job('b', 1, 2, 3), job('c', 1, 7, 1)];
    expect(schedule(3, { policy: 'easy' }, jobs)[1]).toBe('c 1-8:1');
  });
});

describe('reading 29', () => {
  it('no decision is made because a promise falls due', () => {
    const jobs = [job('b', 0, 4, 1, { estimate: 2.5 }), job('c', 0, 0.5, 2), job('a', 2.5, 0.5, 1)];
    // At 2.5 c is promised 2.501, as b may end any moment, and a 3.001. Nothing happens until b ends.
    expect(schedule(2, { policy: 'conservative' }, jobs)).toEqual(['b 0-4:1', 'c 4-4.5:2', 'a 4.5-5:1']);
  });
});

describe('reading 31', () => {
  it('a new attempt has no promise, and takes its place by arrival beside those of the others', () => {
    const jobs = [job('a', 0, 5, 1, { timeout: 1, retries: 1 }), job('b', 0, 3, 1)];
    // b was promised 5, so a, with 5 s, has no room at 1; and when b's turn comes it moves to 1.
    expect(schedule(1, { policy: 'conservative' }, jobs)).toEqual(['a 0-1:1', 'b 1-4:1', 'a#2 4-5:1']);
    expect(schedule(1, { policy: 'easy' }, jobs)).toEqual(['a 0-1:1', 'a#2 1-2:1', 'b 2-5:1']);
  });
});

describe('reading 32', () => {
  it("a user's update changes nothing under equi", () => {
    const updates = [{ at: 1, cores: 6 }];
    const jobs = [job('a', 0, 4, 2, { updates }), job('b', 0, 4, 2)];
    expect(schedule(4, { realloc: 'equi' }, jobs)).toEqual(['a 0-4:2', 'b 0-4:2']);
  });
});
