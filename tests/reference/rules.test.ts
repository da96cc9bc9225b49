/** Rules of design section 4 that no worked schedule of tests/golden would miss. */
import { describe, expect, it } from '@jest/globals';
import { referenceSchedule } from './reference-scheduler.js';
import { job, schedule, withDefaults } from './scenario.js';

const preemptive = { policy: 'prio', preemptive: true } as const;

describe('a failed attempt', () => {
  it('stands before the arrivals of its instant under RR (4.2)', () => {
    const jobs = [job('n', 2, 1, 1), job('a', 0, 3, 1, { timeout: 2, retries: 1 })];
    expect(schedule(1, { policy: 'rr' }, jobs)).toEqual(['a 0-2:1', 'a#2 2-4:1', 'n 4-5:1']);
  });

  it('that starts anew at once with other cores is neither resized nor preempted (2, 8)', () => {
    const jobs = [
      job('a', 0, 4, 1, { timeout: 3, retries: 1, updates: [{ at: 1, cores: 2 }] }),
      job('b', 0, 3, 1),
    ];
    expect(schedule(2, {}, jobs)).toEqual(['a 0-3:1', 'b 0-3:1', 'a#2 3-5:2']);
    expect(referenceSchedule(jobs, withDefaults(2, {})).jobs[0]).toMatchObject({
      preemptions: 0,
      resizes: 0,
    });
  });
});

describe('updates', () => {
  it('of a job that is not there any more make no decision (4.5)', () => {
    const jobs = [
      job('e', 0, 1, 2, { priority: 9, updates: [{ at: 4, cores: 1 }] }),
      job('a', 0, 10, 2, { priority: 1 }),
      job('b', 1, 1, 2),
    ];
    // From 4 on b is a point above a, which waited 1 s before its turn; nobody looks before 5.
    expect(schedule(2, { ...preemptive, aging: 1, agingInterval: 5 }, jobs).slice(0, 4)).toEqual([
      'e 0-1:2',
      'a 1-5:2',
      'a 5-6:paused',
      'b 5-6:2',
    ]);
  });

  it('do not change what smallest_request looks at: r at submission (4.4)', () => {
    const jobs = [
      job('a', 0, 9, 2, { updates: [{ at: 1, cores: 1 }] }),
      job('b', 0, 9, 1, { updates: [{ at: 1, cores: 2 }] }),
      job('h', 2, 1, 1, { priority: 5 }),
    ];
    expect(schedule(3, { ...preemptive, victim: 'smallest_request' }, jobs)).toContain('b 2-3:paused');
  });
});

describe('past a blocked head', () => {
  it('goes only who is a point below every blocked job, not only below the first (4.3)', () => {
    const jobs = [
      job('a', 0, 4, 2, { priority: 5 }),
      job('h', 1, 1, 3, { priority: 5 }),
      job('k', 1, 1, 2, { priority: 4 }),
      job('l', 1, 1, 1, { priority: 4 }),
      job('m', 2, 1, 1, { priority: 3 }),
    ];
    expect(schedule(3, preemptive, jobs)).toEqual(['a 0-4:2', 'm 2-3:1', 'h 4-5:3', 'k 5-6:2', 'l 5-6:1']);
  });
});
