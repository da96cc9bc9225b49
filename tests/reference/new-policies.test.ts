/** One small schedule for each rule of docs/scheduling.md on sjf, srpt, mlfq, fair_share and equi. */
import { describe, expect, it } from '@jest/globals';
import type { RefConfig } from './reference-scheduler.js';
import { job, schedule } from './scenario.js';

describe('sjf', () => {
  it('takes the shortest first; nobody gives way', () => {
    const jobs = [job('a', 0, 3, 1), job('b', 1, 5, 1), job('c', 2, 1, 1), job('d', 1, 5, 1)];
    expect(schedule(1, { policy: 'sjf' }, jobs)).toEqual(['a 0-3:1', 'c 3-4:1', 'b 4-9:1', 'd 9-14:1']);
  });

  it('goes by dedicated time, not by work, the request of now or an estimate; nobody overtakes the head', () => {
    const updates = [{ at: 0.5, cores: 1 }];
    const jobs = [
      job('a', 0, 4, 1),
      job('wide', 1, 2, 2, { estimate: 9 }),
      job('narrow', 1, 3, 1, { estimate: 1 }),
      job('shrunk', 1, 2.5, 2, { updates }),
    ];
    expect(schedule(2, { policy: 'sjf' }, jobs)).toEqual([
      'a 0-4:1',
      'wide 4-6:2',
      'narrow 6-9:1',
      'shrunk 6-11:1',
    ]);
  });
});

describe('srpt', () => {
  it('pauses a long job for one that has less left, not for one that has as much', () => {
    const jobs = [job('a', 0, 10, 1), job('b', 2, 3, 1), job('c', 4, 1, 1)];
    // At 4 b has 1 s left, as c has.
    expect(schedule(1, { policy: 'srpt' }, jobs)).toEqual([
      'a 0-2:1',
      'a 2-6:paused',
      'b 2-5:1',
      'c 5-6:1',
      'a 6-14:1',
    ]);
  });

  it('pauses who has most left, and who arrived last among equals; who is not needed is let go', () => {
    const jobs = [
      job('a', 0, 8, 1),
      job('b', 0, 9, 1),
      job('c', 1, 8, 1),
      job('d', 1, 8, 2),
      job('e', 2, 3, 3),
    ];
    // At 2 a has 6 s left, the others 7. b came before c and d, which give three cores together.
    expect(schedule(5, { policy: 'srpt' }, jobs).slice(0, 7)).toEqual([
      'a 0-8:1',
      'b 0-9:1',
      'c 1-2:1',
      'd 1-2:2',
      'c 2-5:paused',
      'd 2-5:paused',
      'e 2-5:3',
    ]);
    const equals = [job('a', 0, 9, 1), job('b', 1, 8, 1), job('e', 2, 1, 1)];
    expect(schedule(2, { policy: 'srpt' }, equals).slice(0, 3)).toEqual([
      'a 0-9:1',
      'b 1-2:1',
      'b 2-3:paused',
    ]);
    // x has most left and is taken first; y alone gives enough.
    const one = [job('x', 0, 9, 1), job('y', 0, 8, 2), job('e', 1, 1, 2)];
    expect(schedule(3, { policy: 'srpt' }, one)).toEqual([
      'x 0-9:1',
      'y 0-1:2',
      'y 1-2:paused',
      'e 1-2:2',
      'y 2-9:2',
    ]);
  });

  it('behind a blocked job, lets one that has more left use free cores, not one that has as much', () => {
    const jobs = [job('a', 0, 3, 2), job('b', 1, 3, 3), job('c', 1, 3, 1), job('d', 1, 20, 1)];
    expect(schedule(3, { policy: 'srpt' }, jobs)).toEqual([
      'a 0-3:2',
      'd 1-3:1',
      'b 3-6:3',
      'd 3-6:paused',
      'c 6-9:1',
      'd 6-24:1',
    ]);
    // A shorter one has less left than the blocked job by then, and keeps the core.
    jobs[3] = job('d', 1, 4, 1);
    expect(schedule(3, { policy: 'srpt' }, jobs)).toEqual(['a 0-3:2', 'd 1-5:1', 'b 5-8:3', 'c 8-11:1']);
  });

  it('goes by core-seconds: what is left falls faster on more cores, and is all there again in a new attempt', () => {
    const jobs = [job('a', 0, 8, 1), job('b', 2, 3, 1, { minCores: 2 })];
    // At 2 a has held 4 core-seconds; of 8 s that leaves 4; b comes with 3 s and gets what a held.
    expect(schedule(2, { policy: 'srpt', realloc: 'max_prop' }, jobs)).toEqual([
      'a 0-2:2',
      'a 2-3.5:paused',
      'b 2-3.5:2',
      'a 3.5-5.5:2',
    ]);
    const again = [job('a', 0, 5, 1, { timeout: 3, retries: 1 }), job('b', 0, 6, 1), job('c', 1, 4, 1)];
    // At 3, a would need 5 s again and c needs 4.
    expect(schedule(1, { policy: 'srpt' }, again).slice(0, 3)).toEqual(['a 0-3:1', 'c 3-7:1', 'a#2 7-10:1']);
  });
});

describe('mlfq', () => {
  it('a job sinks at its threshold, and gives way at a multiple of the quantum', () => {
    const jobs = [job('a', 0, 10, 1), job('b', 1, 3, 1)];
    expect(schedule(1, { policy: 'mlfq', levels: [4], quantum: 2 }, jobs)).toEqual([
      'a 0-4:1',
      'a 4-7:paused',
      'b 4-7:1',
      'a 7-13:1',
    ]);
    expect(schedule(1, { policy: 'mlfq', levels: [4], quantum: 3 }, jobs)).toEqual([
      'a 0-6:1',
      'a 6-9:paused',
      'b 6-9:1',
      'a 9-13:1',
    ]);
  });

  it('levels are in core-seconds and by default 10 and 100', () => {
    const jobs = [job('a', 0, 4, 3), job('b', 1, 3, 1)];
    expect(schedule(3, { policy: 'mlfq', quantum: 1 }, jobs)).toEqual(['a 0-4:3', 'b 4-7:1']);
    expect(schedule(3, { policy: 'mlfq', levels: [9], quantum: 1 }, jobs)).toEqual([
      'a 0-3:3',
      'a 3-6:paused',
      'b 3-6:1',
      'a 6-7:3',
    ]);
  });

  it('counts all attempts', () => {
    const jobs = [job('a', 0, 3, 1, { timeout: 2, retries: 1 }), job('b', 1, 3, 1), job('c', 0.5, 1, 1)];
    // At 2 a has held 2 core-seconds: it waits behind b and c though it arrived first.
    expect(schedule(1, { policy: 'mlfq', levels: [2] }, jobs)).toEqual([
      'a 0-2:1',
      'c 2-3:1',
      'b 3-6:1',
      'a#2 6-8:1',
    ]);
  });

  it('the lowest level gives way first; behind a blocked job, a lower level may use free cores', () => {
    const config: Partial<RefConfig> = { policy: 'mlfq', levels: [2, 4], quantum: 1 };
    const jobs = [job('a', 0, 9, 1), job('b', 2, 9, 1), job('c', 4, 1, 1)];
    // At 4 a has sunk twice, b once.
    expect(schedule(2, config, jobs).slice(0, 4)).toEqual(['a 0-4:1', 'b 2-11:1', 'a 4-5:paused', 'c 4-5:1']);
    const equals = [job('a', 0, 9, 1), job('b', 1, 9, 1), job('c', 3, 1, 1)];
    expect(schedule(2, config, equals).slice(0, 3)).toEqual(['a 0-9:1', 'b 1-3:1', 'b 3-4:paused']);
    const blocked = [
      job('r', 0, 4, 1, { timeout: 3, retries: 1 }),
      job('b', 2, 1.5, 1),
      job('h', 2.5, 0.5, 2),
      job('c', 2.5, 0.5, 1),
    ];
    // At 3 r fails and is one level below h, which is blocked as b is on its level, as c is.
    expect(schedule(2, config, blocked)).toEqual([
      'r 0-3:1',
      'b 2-3.5:1',
      'r#2 3-3.5:1',
      'r#2 3.5-4:paused',
      'h 3.5-4:2',
      'r#2 4-6.5:1',
      'c 4-4.5:1',
    ]);
  });
});

describe('fair_share', () => {
  const user = (name: string) => ({ user: name });

  it('alternates between users', () => {
    const jobs = [
      job('a1', 0, 2, 1, user('ana')),
      job('a2', 0, 2, 1, user('ana')),
      job('a3', 0, 2, 1, user('ana')),
      job('b1', 1, 2, 1, user('ben')),
      job('b2', 1, 2, 1, user('ben')),
    ];
    expect(schedule(1, { policy: 'fair_share' }, jobs)).toEqual([
      'a1 0-2:1',
      'b1 2-4:1',
      'a2 4-6:1',
      'b2 6-8:1',
      'a3 8-10:1',
    ]);
  });

  it('takes those who have no user for one', () => {
    const jobs = [job('x', 0, 2, 1), job('y', 0, 2, 1), job('a', 1, 2, 1, user('ana'))];
    expect(schedule(1, { policy: 'fair_share' }, jobs)).toEqual(['x 0-2:1', 'a 2-4:1', 'y 4-6:1']);
  });

  it('forgets half of the usage with each half-life', () => {
    const jobs = [
      job('a1', 0, 4, 1, user('ana')),
      job('b1', 4, 2, 1, user('ben')),
      job('a2', 5, 1, 1, user('ana')),
      job('b2', 5, 1, 1, user('ben')),
    ];
    // At 6 ben has used 2 core-seconds just now, ana 4, of which 1 is left after two half-lives of 1 s, 2.8 after one of 4 s.
    // The decision at 5 halves the first of ben's, too.
    expect(schedule(1, { policy: 'fair_share', halfLife: 1 }, jobs)).toEqual([
      'a1 0-4:1',
      'b1 4-6:1',
      'a2 6-7:1',
      'b2 7-8:1',
    ]);
    expect(schedule(1, { policy: 'fair_share', halfLife: 4 }, jobs).slice(2)).toEqual([
      'b2 6-7:1',
      'a2 7-8:1',
    ]);
  });

  it('nobody gives way and nobody overtakes', () => {
    const jobs = [
      job('a', 0, 4, 2, user('ana')),
      job('b', 1, 1, 3, user('ben')),
      job('c', 1, 1, 1, user('ana')),
    ];
    expect(schedule(3, { policy: 'fair_share' }, jobs)).toEqual(['a 0-4:2', 'b 4-5:3', 'c 5-6:1']);
  });
});

describe('equi', () => {
  it('gives every job as many cores, whatever it asks for', () => {
    const jobs = [job('a', 0, 4, 6), job('b', 0, 4, 2)];
    expect(schedule(8, { realloc: 'equi' }, jobs)).toEqual(['a 0-2:4', 'b 0-2:4', 'a 2-4:8']);
    expect(schedule(8, { realloc: 'max_prop' }, jobs)).toEqual(['a 0-4:6', 'b 0-4:2']);
  });

  it('keeps min and max, and gives the core left over to the first', () => {
    const jobs = [job('a', 0, 6, 1, { maxCores: 2 }), job('b', 0, 6, 1), job('c', 0, 6, 2)];
    expect(schedule(7, { realloc: 'equi' }, jobs).slice(0, 3)).toEqual(['a 0-3:2', 'b 0-2:3', 'c 0-2:2']);
    const wide = [job('a', 0, 5, 5, { minCores: 5 }), job('b', 0, 6, 1), job('c', 0, 3, 3, { minCores: 3 })];
    // c needs three cores: a keeps five, and the one that b must have is gone too.
    expect(schedule(8, { realloc: 'equi' }, wide)).toEqual(['a 0-5:5', 'b 0-2:3', 'c 2-5:3']);
  });

  it('goes with the other policies, and counts the cores that it gave', () => {
    const jobs = [job('a', 0, 8, 1), job('b', 0, 8, 1, { minCores: 2 }), job('c', 1, 4, 3, { minCores: 3 })];
    expect(schedule(4, { policy: 'srpt', realloc: 'equi' }, jobs).slice(0, 5)).toEqual([
      'a 0-1:2',
      'b 0-1:2',
      'a 1-5:1',
      'b 1-5:paused',
      'c 1-5:3',
    ]);
  });
});
