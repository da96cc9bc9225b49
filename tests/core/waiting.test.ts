import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Job } from '../../src/core/job-state.js';
import type { JobRequest } from '../../src/core/job.js';
import { Waiting } from '../../src/core/waiting.js';
import { requestOf, rulesOf } from './scenario.js';

const CAPACITY = 8;

function newJob(id: string, rank: number, more: Partial<JobRequest>): Job {
  return new Job(requestOf(id, rank, 0, CAPACITY, more), rank);
}

/** The waiting jobs of a policy with preemption; each job is given by its priority. */
function waitingFor(priorities: readonly number[]): { waiting: Waiting; jobs: readonly Job[] } {
  const { policy, realloc } = rulesOf({ policy: 'prio', preemptive: true });
  const waiting = new Waiting(policy, realloc);
  const jobs = priorities.map((priority, rank) => newJob(`${priority}/${rank}`, rank, { priority }));
  for (const job of jobs) waiting.add(job);
  return { waiting, jobs };
}

describe('Waiting', () => {
  it('is empty at first', () => {
    const { waiting } = waitingFor([]);
    expect([waiting.size, waiting.first(), waiting.smallestClaim]).toEqual([0, undefined, Infinity]);
  });

  it('keeps the order of the policy', () => {
    const { waiting, jobs } = waitingFor([1, 3, 2, 3]);
    expect([...waiting].map((job) => job.id)).toEqual(['3/1', '3/3', '2/2', '1/0']);
    expect(waiting.after(jobs[1]!)?.id).toBe('3/3');
  });

  it('names as next leader the first that is a whole point below the one before it', () => {
    const { waiting, jobs } = waitingFor([5, 5, 4.5, 4, 3, 3]);
    expect(waiting.leaderAfter(jobs[0]!)?.id).toBe('3/4');
    expect(waiting.leaderAfter(jobs[4]!)).toBeUndefined();
    // 4 is a point below 5, and still not below its neighbour 4.5, which is blocked when 5 is.
    waiting.remove(jobs[2]!);
    expect(waiting.leaderAfter(jobs[0]!)?.id).toBe('4/3');
  });

  it('lets a job lead no longer when one comes between', () => {
    const { waiting, jobs } = waitingFor([5, 4]);
    expect(waiting.leaderAfter(jobs[0]!)?.id).toBe('4/1');
    waiting.add(newJob('between', 2, { priority: 4.5 }));
    expect(waiting.leaderAfter(jobs[0]!)).toBeUndefined();
  });

  it.each([
    ['the smallest is the only one of its kind', [3, 2, 4], 1, 3],
    ['another has the same claim', [3, 2, 2], 1, 2],
    ['the removed one was not the smallest', [3, 2, 4], 2, 2],
  ])('knows the smallest claim after a removal when %s', (_, claims, removed, expected) => {
    const { policy, realloc } = rulesOf({});
    const waiting = new Waiting(policy, realloc);
    const jobs = claims.map((cores, rank) => newJob(`${rank}`, rank, { cores }));
    for (const job of jobs) waiting.add(job);
    expect(waiting.smallestClaim).toBe(Math.min(...claims));
    waiting.remove(jobs[removed]!);
    expect(waiting.smallestClaim).toBe(expected);
    for (const job of jobs) if (job !== jobs[removed]) waiting.remove(job);
    expect(waiting.smallestClaim).toBe(Infinity);
  });

  it('answers as a walk over all would, while jobs come, go and age', () => {
    const moves = fc.array(
      fc.record({
        job: fc.nat(11),
        wait: fc.constantFrom(0, 0, 0.5, 1 / 3, 2),
      }),
      { maxLength: 60 },
    );
    const drafts = fc.array(
      fc.record({ priority: fc.integer({ min: 0, max: 4 }), cores: fc.integer({ min: 1, max: CAPACITY }) }),
      { minLength: 12, maxLength: 12 },
    );
    const flags = fc.record({
      aging: fc.constantFrom(0, 0.5, 1),
      realloc: fc.constantFrom('strict', 'max_prop'),
    });
    fc.assert(
      fc.property(drafts, moves, flags, (requests, all, options) => {
        const { policy, realloc } = rulesOf({ policy: 'prio', preemptive: true, ...options });
        const waiting = new Waiting(policy, realloc);
        const jobs = requests.map((more, rank) => newJob(`${rank}`, rank, more));
        const queue = new Set<Job>();
        let now = 0;
        for (const { job: index, wait } of all) {
          now += wait;
          waiting.now = now;
          const job = jobs[index]!;
          if (queue.delete(job)) {
            waiting.remove(job);
            job.stopWaiting(now);
          } else {
            queue.add(job);
            job.waitFrom(now);
            waiting.add(job);
          }
          const order = [...queue].sort((a, b) => policy.compare(a, b, now));
          expect([...waiting]).toEqual(order);
          expect(waiting.first()).toBe(order[0]);
          expect(waiting.smallestClaim).toBe(Math.min(...order.map((one) => realloc.claim(one))));
          order.forEach((one, place) => {
            const leader = order.find(
              (other, behind) =>
                behind > place && policy.preemption!.overtakes(other, order[behind - 1]!, now),
            );
            expect(waiting.leaderAfter(one)).toBe(leader);
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});
