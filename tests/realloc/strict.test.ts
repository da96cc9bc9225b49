import { describe, expect, it } from '@jest/globals';
import { strict } from '../../src/realloc/strict.js';
import { scenario } from '../core/scenario.js';
import { jobView } from '../policies/job-view.js';
import { attended } from './attended.js';

describe('strict', () => {
  it('claims, gives and holds the request of now', () => {
    const mode = strict.create();
    const job = jobView({ cores: 3, request: 2, given: 2, minCores: 1 });
    expect([mode.claim(job), mode.admit(job, 8), mode.hold(job)]).toEqual([2, 2, 2]);
  });

  it('gives nothing of its own accord', () => {
    const mode = strict.create();
    const cores = attended(8, { a: { request: 2, given: 2 } });
    mode.beforeAdmission?.(cores);
    mode.afterAdmission?.(cores);
    expect(cores.gifts()).toBe('');
  });

  it('carries out a shrink at once', () => {
    const mode = strict.create();
    const cores = attended(8, { a: { request: 4, given: 4 } });
    mode.updated?.(cores.request('a', 3), cores);
    expect(cores.gifts()).toBe('a=3');
  });

  it('grants a growth when free cores cover the difference, wholly or not at all', () => {
    const mode = strict.create();
    const cores = attended(4, { a: { request: 2, given: 2 }, b: { request: 1, given: 1 } });
    mode.updated?.(cores.request('a', 4), cores);
    mode.beforeAdmission?.(cores);
    expect(cores.gifts()).toBe('');
    mode.updated?.(cores.request('a', 3), cores);
    mode.beforeAdmission?.(cores);
    expect(cores.gifts()).toBe('a=3');
  });

  it('grants growths in the order in which they were asked for, and passes over one that does not fit', () => {
    const mode = strict.create();
    const cores = attended(6, { a: { given: 1 }, b: { given: 1 }, c: { given: 1 } });
    for (const [id, asked] of [
      ['c', 5],
      ['b', 3],
      ['a', 2],
    ] as const)
      mode.updated?.(cores.request(id, asked), cores);
    mode.beforeAdmission?.(cores);
    expect(cores.gifts()).toBe('b=3 a=2');
  });

  it('keeps the place of a growth when it is changed, and forgets a growth that is taken back', () => {
    const mode = strict.create();
    const cores = attended(4, { a: { given: 1 }, b: { given: 1 } });
    mode.updated?.(cores.request('b', 2), cores);
    mode.updated?.(cores.request('a', 3), cores);
    mode.updated?.(cores.request('b', 3), cores);
    mode.beforeAdmission?.(cores);
    expect(cores.gifts()).toBe('b=3');
    mode.updated?.(cores.request('a', 1), cores);
    cores.give(cores.job('b'), 1);
    mode.beforeAdmission?.(cores);
    expect(cores.gifts()).toBe('b=3 a=1 b=1');
  });

  it('grants a growth once', () => {
    const mode = strict.create();
    const cores = attended(4, { a: { given: 1 } });
    mode.updated?.(cores.request('a', 2), cores);
    mode.beforeAdmission?.(cores);
    mode.beforeAdmission?.(cores);
    expect(cores.gifts()).toBe('a=2');
  });

  it('forgets the growth of a job that leaves', () => {
    const mode = strict.create();
    const cores = attended(4, { a: { given: 1 } });
    mode.updated?.(cores.request('a', 2), cores);
    mode.left?.(cores.job('a'));
    mode.beforeAdmission?.(cores);
    expect(cores.gifts()).toBe('');
  });

  it('shares nothing between two runs', () => {
    const [mine, other] = [strict.create(), strict.create()];
    const cores = attended(4, { a: { given: 1 } });
    mine.updated?.(cores.request('a', 2), cores);
    other.beforeAdmission?.(cores);
    expect(cores.gifts()).toBe('');
  });

  it('finds amiss a job that has not what it asks for, unless its growth is pending', () => {
    const mode = strict.create();
    const cores = attended(2, { a: { given: 2, request: 1 } });
    expect(mode.check?.(cores)).toBe('a has 2 cores and asks for 1');
    mode.updated?.(cores.request('a', 4), cores);
    expect(mode.check?.(cores)).toBeUndefined();
  });
});

describe('growths in a run', () => {
  it('go before the waiting queue, and hold nobody up while they wait', () => {
    const run = scenario({ cores: 4, atOnce: true });
    run.at(0, run.submit('a', { cores: 2 }), run.submit('b'));
    run.at(1, run.update('a', 4));
    expect(run.at(2, run.submit('c'))).toEqual(['start c on 3']);
    run.at(3, run.submit('d'));
    run.at(4, run.exit('b'));
    expect([run.given(), run.waiting()]).toEqual(['a:2 c:1 d:1', '']);
    run.at(5, run.submit('e'), run.exit('c'), run.exit('d'));
    expect([run.given(), run.waiting()]).toEqual(['a:4', 'e']);
  });

  it('are dropped by a pause: the job then claims what it asks for', () => {
    const run = scenario({ cores: 2, policy: 'rr', quantum: 5, atOnce: true });
    run.at(0, run.submit('a'), run.submit('b'));
    run.at(1, run.update('a', 2), run.submit('c'));
    run.at(5);
    expect([run.given(), run.waiting()]).toEqual(['c:1', 'a b']);
    expect(run.at(6, run.exit('c'))).toEqual(['c done 0', 'resume a on 0-1']);
  });
});
