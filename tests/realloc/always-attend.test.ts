import { describe, expect, it } from '@jest/globals';
import { alwaysAttend } from '../../src/realloc/always-attend.js';
import { scenario } from '../core/scenario.js';
import { jobView } from '../policies/job-view.js';
import { attended } from './attended.js';

const mode = alwaysAttend.create();

describe('always_attend', () => {
  it.each([
    ['all it asks for where so much is free', 8, 4],
    ['just what it asks for', 4, 4],
    ['what is free where that is less', 3, 3],
    ['its minimum', 2, 2],
  ])('claims the minimum and gives %s', (_, free, expected) => {
    const job = jobView({ minCores: 2, cores: 5, request: 4 });
    expect([mode.claim(job), mode.admit(job, free)]).toEqual([2, expected]);
  });

  it('keeps from newcomers what a job has', () => {
    expect(mode.hold(jobView({ minCores: 1, given: 3 }))).toBe(3);
  });

  it('tops up in the policy’s order, each up to its request', () => {
    const cores = attended(
      8,
      { a: { given: 1, request: 3 }, b: { given: 2, request: 2 }, c: { given: 1, request: 4 } },
      { order: 'cba' },
    );
    mode.afterAdmission?.(cores);
    expect(cores.gifts()).toBe('c=4 a=2');
  });

  it('tops up nobody while a job waits', () => {
    const cores = attended(8, { a: { given: 1, request: 3 } }, { waitingCount: 1 });
    mode.afterAdmission?.(cores);
    expect(cores.gifts()).toBe('');
  });

  it('takes from a job only what its user gives up', () => {
    const cores = attended(8, { a: { given: 4, request: 4 } });
    mode.updated?.(cores.request('a', 3), cores);
    mode.updated?.(cores.request('a', 6), cores);
    expect(cores.gifts()).toBe('a=3');
  });

  it.each([
    ['more than it asks for', { given: 3, request: 2 }, {}, 'a has 3 cores and asks for 2'],
    [
      'too little beside free cores',
      { given: 1, request: 2 },
      {},
      'a is short of cores while 3 are free and nobody waits',
    ],
    ['too little while a job waits', { given: 1, request: 2 }, { waitingCount: 1 }, undefined],
    ['too little beside none free', { given: 4, request: 5 }, {}, undefined],
    ['what it asks for', { given: 2, request: 2 }, {}, undefined],
  ])('finds amiss that a job has %s', (_, draft, more, expected) => {
    expect(mode.check?.(attended(4, { a: draft }, more))).toBe(expected);
  });
});

describe('topping up in a run', () => {
  it('gives freed cores to the queue first', () => {
    const run = scenario({ cores: 4, realloc: 'always_attend', atOnce: true });
    run.at(0, run.submit('a', { cores: 3 }), run.submit('b', { cores: 4 }), run.submit('c', { cores: 2 }));
    expect([run.given(), run.waiting()]).toEqual(['a:3 b:1', 'c']);
    run.at(1, run.exit('a'));
    expect(run.given()).toBe('b:2 c:2');
  });

  it.each([
    ['fcfs', 'a:2 b:1'],
    ['prio', 'a:1 b:2'],
    ['rr', 'a:1 b:2'],
  ])('under %s goes by its order', (policy, expected) => {
    const run = scenario({ cores: 3, realloc: 'always_attend', policy, quantum: 5, atOnce: true });
    run.at(0, run.submit('a', { priority: 1 }));
    run.at(2, run.submit('b', { priority: 2 }));
    // Under RR the turn of a begins anew, behind that of b.
    run.at(5);
    run.at(6, run.update('a', 2), run.update('b', 2));
    expect(run.given()).toBe(expected);
  });
});
