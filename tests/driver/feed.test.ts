import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../../src/core/facts.js';
import { Feed, type FeedEntry } from '../../src/driver/feed.js';
import { requestOf } from '../core/scenario.js';

/** A feed of jobs a, b, c ... that arrive at these times, with these updates as [at, cores]. */
function feed(
  arrivals: readonly number[],
  updates: Readonly<Record<string, readonly (readonly [number, number])[]>> = {},
): Feed {
  const entries: FeedEntry[] = arrivals.map((arrival, index) => ({
    arrival,
    updates: (updates[idAt(index)] ?? []).map(([at, cores]) => ({ at, cores })),
  }));
  return new Feed(entries, (index) => requestOf(idAt(index), index, arrivals[index]!, 8));
}

function idAt(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}

/** What is due up to `now`, as text. */
function due(from: Feed, now: number): string[] {
  const facts: Fact[] = [];
  from.take(now, facts);
  return facts.map((fact) => {
    if (fact.kind === 'arrived') return `${fact.job.id} at ${fact.at}`;
    if (fact.kind === 'updated') return `${fact.job.id} asks for ${fact.cores} at ${fact.at}`;
    throw new Error(`the feed tells no ${fact.kind}`);
  });
}

describe('arrivals', () => {
  it('come in order of time, then of the file', () => {
    const one = feed([3, 1, 1, 0]);
    expect([one.nextAt(), one.hasArrivals]).toEqual([0, true]);
    expect(due(one, 0)).toEqual(['d at 0']);
    expect(one.nextAt()).toBe(1);
    expect(due(one, 2)).toEqual(['b at 1', 'c at 1']);
    expect(due(one, 3)).toEqual(['a at 3']);
    expect([one.nextAt(), one.hasArrivals]).toEqual([Infinity, false]);
  });

  it('less than 1e-9 s apart are equal: they come in order of the file', () => {
    const one = feed([1 + 5e-10, 1, 2 + 2e-9, 2]);
    expect(one.all().map((job) => job.arrivalRank)).toEqual([0, 1, 3, 2]);
    expect(due(one, 1)).toEqual([`a at ${1 + 5e-10}`, 'b at 1']);
  });

  it('are told once, and all that were due by then', () => {
    const one = feed([0, 1, 2]);
    expect(due(one, 1.5)).toEqual(['a at 0', 'b at 1']);
    expect(due(one, 1.5)).toEqual([]);
  });

  it('are told half a year and more from the start, where 1e-9 s is less than the clock can tell', () => {
    const one = feed([2 ** 30], { a: [[2 ** 30, 2]] });
    expect(due(one, one.nextAt())).toHaveLength(2);
  });

  it('are one job each, the same for whoever asks', () => {
    const one = feed([1, 0], { a: [[0.5, 2]] });
    const jobs = one.all();
    expect(jobs.map((job) => job.id)).toEqual(['a', 'b']);
    const facts: Fact[] = [];
    one.take(1, facts);
    expect(facts.map((fact) => 'job' in fact && jobs.includes(fact.job))).toEqual([true, true, true]);
  });
});

describe('updates', () => {
  it('come in order of time, however they are listed', () => {
    const one = feed([0, 0], {
      a: [
        [5, 2],
        [3, 4],
      ],
      b: [[4, 1]],
    });
    due(one, 0);
    expect(one.nextAt()).toBe(3);
    expect(due(one, 4)).toEqual(['a asks for 4 at 3', 'b asks for 1 at 4']);
    expect(due(one, 9)).toEqual(['a asks for 2 at 5']);
  });

  it('of one instant come in order of arrival, those of one job as listed', () => {
    const one = feed([1, 0], {
      a: [
        [2, 3],
        [2, 1],
      ],
      b: [[2, 2]],
    });
    due(one, 1);
    expect(due(one, 2)).toEqual(['b asks for 2 at 2', 'a asks for 3 at 2', 'a asks for 1 at 2']);
  });

  it('do not make the feed wait once all have arrived', () => {
    const one = feed([0], { a: [[9, 2]] });
    due(one, 0);
    expect([one.nextAt(), one.hasArrivals]).toEqual([9, false]);
  });
});

describe('stop', () => {
  it('gives up on all that has not come, and names the jobs in order of arrival', () => {
    const one = feed([0, 5, 4], { a: [[3, 2]] });
    due(one, 1);
    expect(one.stop().map((job) => job.id)).toEqual(['c', 'b']);
    expect([one.nextAt(), one.hasArrivals]).toEqual([Infinity, false]);
    expect(due(one, 10)).toEqual([]);
    expect(one.stop()).toEqual([]);
  });
});
