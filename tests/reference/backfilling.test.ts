/** One small schedule for each rule of docs/scheduling.md, "Backfilling". */
import { describe, expect, it } from '@jest/globals';
import { job, schedule } from './scenario.js';

const easy = { policy: 'easy' } as const;
const conservative = { policy: 'conservative' } as const;

describe('easy', () => {
  const a = job('a', 0, 10, 2);
  const b = job('b', 1, 5, 3);

  it('lets a short narrow job go past a blocked wide one, and a long one that takes spare cores', () => {
    const jobs = [a, b, job('c', 2, 4, 1), job('d', 3, 20, 1), job('e', 4, 20, 1)];
    // b is promised 10 and leaves one core spare then, which d takes; so e does not start at 6, when c ends.
    expect(schedule(4, easy, jobs)).toEqual(['a 0-10:2', 'c 2-6:1', 'd 3-23:1', 'b 10-15:3', 'e 15-35:1']);
    expect(schedule(4, {}, jobs).slice(0, 3)).toEqual(['a 0-10:2', 'b 10-15:3', 'c 10-14:1']);
  });

  it('does not let a long one go past that would take what was promised', () => {
    const jobs = [a, b, job('c', 2, 8, 1), job('d', 2, 8.5, 1)];
    expect(schedule(3, easy, jobs)).toEqual(['a 0-10:2', 'c 2-10:1', 'b 10-15:3', 'd 15-23.5:1']);
  });

  it('who is over in time takes nothing of the spare cores', () => {
    const jobs = [a, b, job('c', 2, 8, 1), job('d', 2, 20, 1)];
    expect(schedule(4, easy, jobs).slice(0, 3)).toEqual(['a 0-10:2', 'c 2-10:1', 'd 2-22:1']);
  });

  it('a spare core is given away once', () => {
    const jobs = [a, b, job('c', 2, 20, 1), job('d', 2, 20, 1)];
    expect(schedule(4, easy, jobs)).toEqual(['a 0-10:2', 'c 2-22:1', 'b 10-15:3', 'd 15-35:1']);
  });

  it('counts as spare all that end at the time of the promise', () => {
    const jobs = [job('x', 0, 10, 1), job('y', 0, 10, 2), job('b', 1, 2, 2), job('c', 2, 20, 1)];
    expect(schedule(4, easy, jobs)).toEqual(['x 0-10:1', 'y 0-10:2', 'c 2-22:1', 'b 10-12:2']);
  });

  it('counts those started in this decision', () => {
    const jobs = [
      job('x', 0, 10, 2),
      job('y', 0, 4, 1),
      job('b', 0, 2, 2),
      job('c', 0, 4, 1),
      job('d', 0, 5, 1),
    ];
    // y frees its core at 4, which b has then with the one that nobody uses: nothing is spare.
    expect(schedule(4, easy, jobs)).toEqual(['x 0-10:2', 'y 0-4:1', 'c 0-4:1', 'b 4-6:2', 'd 6-11:1']);
  });

  it('delays the second blocked job for a narrow one; conservative does not', () => {
    const jobs = [job('a', 0, 4, 3), job('b', 1, 4, 2), job('k', 1, 4, 2), job('c', 2, 10, 1)];
    expect(schedule(4, easy, jobs)).toEqual(['a 0-4:3', 'c 2-12:1', 'b 4-8:2', 'k 8-12:2']);
    expect(schedule(4, conservative, jobs)).toEqual(['a 0-4:3', 'b 4-8:2', 'k 4-8:2', 'c 8-18:1']);
  });

  it('believes the estimates, too long and too short', () => {
    const jobs = [
      job('a', 0, 8, 2, { estimate: 3 }),
      job('b', 1, 2, 3),
      job('c', 1, 2, 1),
      job('d', 4, 1, 1),
      job('e', 4, 2, 1),
      job('f', 3, 0.5, 1),
      job('g', 1, 0.5, 1, { estimate: 3 }),
    ];
    // At 3 a has overrun by nothing and may end any moment: f does not start. At 4 it has overrun by 1 s, so f (0.5 s) may;
    // d (1 s) at 4.5; at 5.5 it is 2.5 s, so e (2 s) may; at 7.5 it is 4.5 s, so g (3 s) may.
    expect(schedule(3, easy, jobs)).toEqual([
      'a 0-8:2',
      'c 1-3:1',
      'f 4-4.5:1',
      'd 4.5-5.5:1',
      'e 5.5-7.5:1',
      'g 7.5-8:1',
      'b 8-10:3',
    ]);
  });
});

describe('conservative', () => {
  it('moves promises forward when a job ends early', () => {
    const jobs = [
      job('a', 0, 4, 3, { estimate: 10 }),
      job('b', 1, 4, 2),
      job('k', 1, 2, 4),
      job('c', 2, 8, 1),
      job('d', 3, 2, 2),
    ];
    // Promised at first: b 10-14, k 14-16, d 10-12. At 4: b now, d after it, as k keeps 14 until its turn has come;
    // k then finds 10, when c ends, and d's turn comes at last.
    expect(schedule(4, conservative, jobs)).toEqual([
      'a 0-4:3',
      'c 2-10:1',
      'b 4-8:2',
      'd 8-10:2',
      'k 10-12:4',
    ]);
  });

  it('makes all promises anew when a job has overrun its estimate', () => {
    const jobs = [
      job('a', 0, 6, 1, { estimate: 3 }),
      job('b', 0, 2, 2),
      job('c', 1, 5, 1),
      job('d', 4, 1, 1),
    ];
    // At 4 a is expected to end at 5: b moves from 3 to 5, c from 5 to 7, and d fits before b.
    expect(schedule(2, conservative, jobs)).toEqual(['a 0-6:1', 'd 4-5:1', 'b 6-8:2', 'c 8-13:1']);
  });

  it('makes them anew when a user has asked for more, which comes before the queue', () => {
    const jobs = [
      job('a', 0, 10, 1, { updates: [{ at: 4, cores: 2 }] }),
      job('x', 0, 6, 2),
      job('b', 1, 4, 2),
      job('c', 1, 3, 1),
    ];
    // b was promised 6 and c 10; at 6 a grows, and is expected to end at 8.
    expect(schedule(3, conservative, jobs)).toEqual(['a 0-6:1', 'x 0-6:2', 'a 6-8:2', 'c 6-9:1', 'b 8-12:2']);
  });

  it('keeps promises else: a job gets past an earlier one by a promise that it got when there was room', () => {
    const jobs = [
      job('b', 0, 1, 1, { estimate: 4 }),
      job('d', 0, 1, 1, { estimate: 0.5 }),
      job('c', 0, 0.5, 2),
      job('a', 0.5, 3, 1),
    ];
    // c was promised 4, a 0.501, as d may end any moment. At 1 a's promise is for now, so c stays at 4.
    expect(schedule(2, conservative, jobs)).toEqual(['b 0-1:1', 'd 0-1:1', 'a 1-4:1', 'c 4-4.5:2']);
  });
});

describe('both', () => {
  const both = [easy, conservative];

  it('count start-up as part of the estimate that a job has by itself, not of one that its user gives', () => {
    const jobs = [
      job('a', 0, 3, 1),
      job('b', 0, 1, 2),
      job('c', 0, 3, 1),
      job('d', 0, 3, 1, { estimate: 3 }),
    ];
    for (const config of both) {
      const late = job('c', 0, 3.5, 1);
      expect(schedule(2, { ...config, startup: 1 }, jobs.slice(0, 3))).toEqual([
        'a 0-4:1',
        'c 0-4:1',
        'b 4-6:2',
      ]);
      expect(schedule(2, { ...config, startup: 1 }, [...jobs.slice(0, 2), late])).toEqual([
        'a 0-4:1',
        'b 4-6:2',
        'c 6-10.5:1',
      ]);
      // By its estimate d is over by 4 though it began at 1.
      const guess = [...jobs.slice(0, 2), { ...jobs[3]!, arrival: 1 }];
      expect(schedule(2, { ...config, startup: 1 }, guess)).toEqual(['a 0-4:1', 'd 1-5:1', 'b 5-7:2']);
    }
  });

  it('go with strict only', () => {
    for (const config of both) {
      expect(() => schedule(2, { ...config, realloc: 'equi' }, [job('a', 0, 1, 1)])).toThrow('strict only');
    }
  });

  it('expect a new attempt to take the whole estimate', () => {
    const jobs = [job('a', 0, 4, 1, { timeout: 3, retries: 1 }), job('b', 1, 2, 2), job('c', 3.5, 3.5, 1)];
    // a stands first again at 3, and is expected to end at 7 then; c is over by 7, too.
    expect(schedule(2, easy, jobs)).toEqual(['a 0-3:1', 'a#2 3-6:1', 'c 3.5-7:1', 'b 7-9:2']);
  });

  it('expect a job to take longer on fewer cores than it asked for first, and less long on more', () => {
    const grown = [
      job('a', 0, 8, 1, { updates: [{ at: 2, cores: 2 }] }),
      job('b', 1, 2, 4),
      job('c', 2, 3, 1),
      job('d', 2, 3.5, 1),
    ];
    // From 2 on a has two cores for the 6 s that are left.
    expect(schedule(4, easy, grown)).toEqual(['a 0-2:1', 'a 2-5:2', 'c 2-5:1', 'b 5-7:4', 'd 7-10.5:1']);
  });
});
