import { describe, expect, it } from '@jest/globals';
import { RuleError } from '../../src/core/errors.js';
import { Job } from '../../src/core/job-state.js';
import { MemoryBudget } from '../../src/core/memory.js';
import type { Realloc } from '../../src/core/realloc.js';
import { Schedule } from '../../src/core/schedule.js';
import { requestOf, rulesOf } from './scenario.js';

/** A schedule of 4 cores and three jobs that wait; the mode is STRICT but for what `own` says. */
function schedule(own: Partial<Realloc> = {}): { schedule: Schedule; jobs: readonly [Job, Job, Job] } {
  const { policy, realloc } = rulesOf({});
  const made = new Schedule(policy, { ...realloc, ...own }, 4, new MemoryBudget(Infinity));
  const [a, b, c] = ['a', 'b', 'c'].map((id, rank) => {
    const more = { minCores: 1, cores: rank + 1, maxCores: 3 };
    return new Job(requestOf(id, rank, 0, 4, more), rank);
  }) as [Job, Job, Job];
  for (const job of [a, b, c]) made.queue(job);
  return { schedule: made, jobs: [a, b, c] };
}

describe('Schedule', () => {
  it('counts what is given, what is free and who waits', () => {
    const { schedule: one, jobs } = schedule();
    expect([one.free, one.given, one.waitingCount]).toEqual([4, 0, 3]);
    one.attend(jobs[0]);
    one.attend(jobs[1]);
    expect([one.free, one.given, one.waitingCount]).toEqual([1, 3, 1]);
    one.leave(jobs[0]);
    expect([one.free, one.given, one.attended.length]).toEqual([2, 2, 1]);
    expect(one.attended[jobs[1].runIndex]).toBe(jobs[1]);
  });

  it('ranks queue entries and turns in the order in which they come', () => {
    const { schedule: one, jobs } = schedule();
    expect(jobs.map((job) => job.queueRank)).toEqual([1, 2, 3]);
    one.attend(jobs[1]);
    one.attend(jobs[0]);
    expect([jobs[1].turnRank, jobs[0].turnRank]).toEqual([1, 2]);
    one.renewTurn(jobs[1], 5);
    expect([jobs[1].turnRank, jobs[1].turnStart]).toEqual([3, 5]);
  });

  it('is idle by the cores that are free while a waiting job’s claim fits into them', () => {
    const { schedule: one, jobs } = schedule();
    expect(one.idle).toBe(4);
    one.attend(jobs[0]);
    one.attend(jobs[1]);
    expect(one.idle).toBe(0);
    one.leave(jobs[0]);
    one.queue(jobs[0]);
    expect(one.idle).toBe(2);
  });

  it('is idle by what is given, not by what is kept from newcomers', () => {
    const { schedule: one, jobs } = schedule({ claim: () => 1, hold: () => 1, admit: () => 3 });
    one.attend(jobs[2]);
    expect([one.free, one.idle]).toEqual([3, 1]);
  });

  it.each([
    ['less than the minimum', 0],
    ['more than the maximum', 4],
    ['half a core', 1.5],
    ['no number', Number.NaN],
  ])('takes no %s from a mode', (_, cores) => {
    const { schedule: one, jobs } = schedule({ admit: () => cores });
    expect(() => one.attend(jobs[0])).toThrow(
      new RuleError(`strict: gives ${cores} cores to a, which takes 1 to 3`),
    );
    const { schedule: other, jobs: others } = schedule();
    other.attend(others[0]);
    expect(() => other.give(others[0], cores)).toThrow(RuleError);
  });

  it('takes no cores for a job that is not attended', () => {
    const { schedule: one, jobs } = schedule();
    expect(() => one.give(jobs[0], 1)).toThrow(
      new RuleError('strict: gives cores to a, which is not attended'),
    );
    one.attend(jobs[0]);
    one.leave(jobs[0]);
    expect(() => one.give(jobs[0], 1)).toThrow(RuleError);
  });

  it('calls it a bug when a job leaves that is not attended', () => {
    const { schedule: one, jobs } = schedule();
    one.attend(jobs[0]);
    expect(() => one.leave(jobs[1])).toThrow('b leaves and was not attended');
  });

  it('takes any share where jobs are held to no cores', () => {
    const { schedule: one, jobs } = schedule({ placed: false, admit: () => 0.25, hold: () => 0 });
    one.attend(jobs[0]);
    expect([jobs[0].given, one.free]).toEqual([0.25, 4]);
  });
});
