import { describe, expect, it } from '@jest/globals';
import { shared } from '../../src/realloc/shared.js';
import { jobView } from '../policies/job-view.js';
import { attended } from './attended.js';

const mode = shared();

describe('shared', () => {
  it('holds nobody to cores: all claims fit', () => {
    const job = jobView({ cores: 99 });
    expect([mode.claim(job), mode.hold(job), mode.admit(job, 0), mode.placed]).toEqual([0, 0, 0, false]);
  });

  it.each([
    ['what each asks for where that fits', 8, [2, 3], [2, 3]],
    ['all that there is to one who asks for more', 4, [6], [4]],
    ['in proportion where it does not fit', 6, [4, 8], [2, 4]],
    ['fractions of cores', 2, [1, 1, 2], [0.5, 0.5, 1]],
  ])('gives %s', (_, capacity, requests, expected) => {
    const jobs = Object.fromEntries(requests.map((request, index) => [`j${index}`, { request }]));
    const cores = attended(capacity, jobs);
    mode.afterAdmission?.(cores);
    expect(cores.attended.map((job) => job.given)).toEqual(expected);
  });

  it('gives no share anew that differs by rounding alone', () => {
    const cores = attended(7, { a: { request: 7, given: (7 * 4) / 12 + 2e-16 }, b: { request: 14 } });
    mode.afterAdmission?.(cores);
    expect(cores.gifts()).toMatch(/^b=4.66/);
  });

  it('gives nothing when nothing has changed', () => {
    const cores = attended(4, { a: { request: 2 } }, { changed: false });
    mode.afterAdmission?.(cores);
    expect(cores.gifts()).toBe('');
  });
});
