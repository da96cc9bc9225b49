import { describe, expect, it } from '@jest/globals';
import { equi } from '../../src/realloc/equi.js';
import { jobView } from '../policies/job-view.js';
import { attended } from './attended.js';

const mode = equi.create();

describe('equi', () => {
  it('admits a job with its minimum, and holds no more for it', () => {
    const job = jobView({ minCores: 2, cores: 5, request: 4, given: 6 });
    expect([mode.claim(job), mode.admit(job, 8), mode.hold(job)]).toEqual([2, 2, 2]);
  });

  it.each([
    ['as many to each, whatever it asks for', 8, { a: { request: 1 }, b: { request: 7 } }, 'a=4 b=4'],
    ['one more to those that came first', 8, { a: {}, b: {}, c: {} }, 'a=3 b=3 c=2'],
    ['no more than a job can take', 8, { a: { maxCores: 1 }, b: {}, c: {} }, 'a=1 b=4 c=3'],
    ['no less than a job needs', 8, { a: { minCores: 6 }, b: {}, c: {} }, 'a=6 b=1 c=1'],
  ])('gives %s', (_, capacity, jobs, expected) => {
    const cores = attended(capacity, jobs);
    mode.afterAdmission?.(cores);
    expect(cores.gifts()).toBe(expected);
  });

  it('changes nothing while nobody comes or goes', () => {
    const cores = attended(8, { a: {}, b: {} }, { changed: false });
    mode.afterAdmission?.(cores);
    expect(cores.gifts()).toBe('');
  });
});
