/** One small schedule for each reading of README.md that can be seen from outside and that tests/golden leaves open. */
import { describe, expect, it } from '@jest/globals';
import { type RefJob, referenceSchedule } from './reference-scheduler.js';
import { job, schedule, withDefaults } from './scenario.js';

describe('reading 2', () => {
  it('attempts that fail together under RR queue again in file order, not in the order of their turns', () => {
    const retry = { timeout: 1, retries: 1 };
    const jobs = [
      job('x', 1, 2, 1, retry),
      job('y', 0.5, 2, 1, retry),
      job('w', 0, 2, 2),
      job('z', 1.5, 1, 1),
    ];
    expect(schedule(2, { policy: 'rr' }, jobs)).toEqual([
      'w 0-2:2',
      'x 2-3:1',
      'y 2-3:1',
      'x#2 3-4:1',
      'z 3-4:1',
      'y#2 4-5:1',
    ]);
  });
});

describe('reading 3', () => {
  it('an attempt that ends at its limit, over two turns, is in time', () => {
    const jobs = [job('a', 0, 4, 1, { timeout: 4 }), job('b', 0, 2, 1)];
    expect(referenceSchedule(jobs, withDefaults(1, { policy: 'rr', quantum: 2 })).jobs[0]).toMatchObject({
      state: 'done',
      service: 4,
      turnaround: 6,
    });
  });
});

describe('reading 4', () => {
  it('longest_run counts the service of all attempts', () => {
    const jobs = [
      job('a', 0, 10, 1, { timeout: 3, retries: 1 }),
      job('b', 1, 6, 1),
      job('h', 5, 1, 1, { priority: 5 }),
    ];
    // At 5 a has run 5 s, 2 s of them in its second attempt; b has run 4 s.
    expect(schedule(2, { policy: 'prio', preemptive: true }, jobs)).toEqual([
      'a 0-3:1',
      'b 1-7:1',
      'a#2 3-5:1',
      'a#2 5-6:paused',
      'h 5-6:1',
      'a#2 6-7:1',
    ]);
  });
});

describe('reading 5', () => {
  it('updates of one instant are applied one by one: a shrink is carried out though a growth follows it at once', () => {
    const updates = (...pairs: [number, number][]): Partial<RefJob> => ({
      updates: pairs.map(([at, cores]) => ({ at, cores })),
    });
    const jobs = [job('a', 0, 9, 3, updates([2, 1], [2, 3])), job('b', 0, 8, 1, updates([1, 3]))];
    // b asked first, so it gets the two cores; a has its own back when b is done.
    expect(schedule(4, {}, jobs).slice(0, 4)).toEqual(['a 0-2:3', 'b 0-2:1', 'a 2-4:1', 'b 2-4:3']);
  });
});

describe('reading 6', () => {
  it('an update of a job that has not arrived makes a decision', () => {
    const jobs = [
      job('a', 0, 10, 2, { priority: 1 }),
      job('b', 0, 2, 2),
      job('f', 20, 1, 2, { updates: [{ at: 4, cores: 1 }] }),
    ];
    // From 2 on b is a point above a; without the decision at 4 that would be seen at 10 only.
    expect(schedule(2, { policy: 'prio', preemptive: true, aging: 1, agingInterval: 10 }, jobs)).toEqual([
      'a 0-4:2',
      'a 4-6:paused',
      'b 4-6:2',
      'a 6-12:2',
      'f 20-22:1',
    ]);
  });
});

describe('readings 7 and 8: growths under STRICT', () => {
  const grows = (...pairs: [number, number][]): Partial<RefJob> => ({
    updates: pairs.map(([at, cores]) => ({ at, cores })),
  });

  it('7: one that does not fit does not hold up a smaller one asked for later', () => {
    const jobs = [job('a', 0, 12, 1, grows([1, 4])), job('b', 0, 9, 1, grows([2, 2])), job('c', 0, 3, 2)];
    expect(schedule(4, {}, jobs)).toEqual(['a 0-6:1', 'b 0-3:1', 'c 0-3:2', 'b 3-6:2', 'a 6-7.5:4']);
  });

  it('8: a further update keeps the place of an open growth', () => {
    const jobs = [
      job('a', 0, 9, 1, grows([1, 3], [4, 2])),
      job('b', 0, 9, 1, grows([3, 2])),
      job('c', 0, 5, 1),
    ];
    expect(schedule(3, {}, jobs)).toEqual(['a 0-5:1', 'b 0-7:1', 'c 0-5:1', 'a 5-7:2', 'b 7-8:2']);
  });

  it('8: one that was taken back loses it', () => {
    const jobs = [
      job('a', 0, 9, 1, grows([1, 2], [2, 1], [4, 2])),
      job('b', 0, 9, 1, grows([3, 2])),
      job('c', 0, 5, 1),
    ];
    expect(schedule(3, {}, jobs)).toEqual(['a 0-7:1', 'b 0-5:1', 'c 0-5:1', 'b 5-7:2', 'a 7-8:2']);
  });
});

describe('readings 9 and 10: growths and pauses in one decision', () => {
  it('9: a growth takes the cores of a job whose turn ends, before the queue', () => {
    const jobs = [
      job('b', 0, 4, 1),
      job('a', 1, 5, 1, { updates: [{ at: 1.5, cores: 2 }] }),
      job('c', 1, 2, 1),
    ];
    expect(schedule(2, { policy: 'rr', quantum: 2 }, jobs).slice(0, 4)).toEqual([
      'b 0-2:1',
      'a 1-2:1',
      'b 2-3:paused',
      'a 2-3:2',
    ]);
  });

  it('10: a victim claims the request that it has by now, even if it could go on with its old cores', () => {
    const jobs = [
      job('v', 0, 4, 1, { priority: 1, updates: [{ at: 1.5, cores: 2 }] }),
      job('x', 1, 4, 1),
      job('h', 2, 2, 1, { priority: 5 }),
    ];
    // With one core v would push x out in its turn; it claims two, and x alone cannot give them.
    expect(schedule(2, { policy: 'prio', preemptive: true }, jobs)).toEqual([
      'v 0-2:1',
      'x 1-4:1',
      'v 2-4:paused',
      'h 2-4:1',
      'v 4-5:2',
      'x 4-5:paused',
      'x 5-6:1',
    ]);
  });
});

describe('reading 11', () => {
  it('a retry keeps the request that an update gave, and its growth is not pending any more', () => {
    const jobs = [
      job('a', 0, 4, 1, { timeout: 3, retries: 1, updates: [{ at: 1, cores: 2 }] }),
      job('b', 0, 5, 1),
      job('c', 1, 1, 1),
    ];
    // FCFS: a, with its old arrival, stands before c at 3 and waits for two cores.
    expect(schedule(2, {}, jobs)).toEqual(['a 0-3:1', 'b 0-5:1', 'a#2 5-7:2', 'c 7-8:1']);
  });
});

describe('reading 12', () => {
  it('who expires beside a failing attempt finds a waiting job: it goes to the tail, behind the retry', () => {
    const jobs = [job('b', 0, 5, 1), job('a', 0, 5, 1, { timeout: 2, retries: 1 })];
    const { jobs: rows } = referenceSchedule(jobs, withDefaults(2, { policy: 'rr', quantum: 2 }));
    expect(rows.map((row) => row.preemptions)).toEqual([0, 0]);
  });
});

describe('reading 13', () => {
  it('a turn that begins anew because none waits stands behind the turns begun before (ALWAYS_ATTEND)', () => {
    const grows = { updates: [{ at: 2.25, cores: 2 }] };
    const jobs = [job('a', 0, 6, 1, grows), job('b', 1, 6, 1, grows), job('c', 0, 2.5, 1)];
    // a began a new turn at 2, b is in its turn of 1: at 2.5 the free core goes to b.
    const config = { policy: 'rr', realloc: 'always_attend', quantum: 2 } as const;
    expect(schedule(3, config, jobs).slice(0, 4)).toEqual([
      'a 0-4.75:1',
      'c 0-2.5:1',
      'b 1-2.5:1',
      'b 2.5-4.75:2',
    ]);
  });
});

describe('reading 15', () => {
  const jobs = [
    job('v', 0, 4, 2, { priority: 3 }),
    job('x', 1, 4, 2, { priority: 0 }),
    job('h', 2, 1, 2, { priority: 6 }),
    job('k', 2, 1, 4, { priority: 5 }),
  ];

  it('a victim pushes out a job below it and goes on in its turn', () => {
    expect(schedule(4, { policy: 'prio', preemptive: true }, jobs.slice(0, 3))).toEqual([
      'v 0-4:2',
      'x 1-2:2',
      'x 2-3:paused',
      'h 2-3:2',
      'x 3-6:2',
    ]);
  });

  it('but not behind a blocked job', () => {
    // k wants all cores and h is above it, so k is blocked at 2; v, below k, may only have free cores.
    expect(schedule(4, { policy: 'prio', preemptive: true }, jobs)).toEqual([
      'v 0-2:2',
      'x 1-3:2',
      'v 2-4:paused',
      'h 2-3:2',
      'x 3-4:paused',
      'k 3-4:4',
      'v 4-6:2',
      'x 4-6:2',
    ]);
  });
});

describe('reading 16', () => {
  it('an update there and back in one instant is no resize and splits no segment', () => {
    const jobs = [
      job('a', 0, 4, 3, {
        updates: [
          { at: 2, cores: 1 },
          { at: 2, cores: 3 },
        ],
      }),
    ];
    const { jobs: rows, segments } = referenceSchedule(jobs, withDefaults(3, {}));
    expect(rows[0]?.resizes).toBe(0);
    expect(segments).toHaveLength(1);
  });
});

describe('reading 18', () => {
  it('start-up takes the same time on any number of cores, once an attempt, and counts for the limit', () => {
    const a = job('a', 0, 4, 1, { timeout: 4, retries: 1 });
    expect(schedule(2, { realloc: 'max_prop', startup: 2 }, [a])).toEqual(['a 0-4:2']);
    expect(schedule(1, { startup: 2 }, [a])).toEqual(['a 0-4:1', 'a#2 4-8:1']);
  });
});
