import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inOrder } from '../../src/core/fact-order.js';
import type { Fact } from '../../src/core/facts.js';
import { Job } from '../../src/core/job-state.js';
import { requestOf } from './scenario.js';

const job = new Job(requestOf('a', 0, 0, 4, {}), 0);

const tick = (at: number): Fact => ({ kind: 'aging_tick', at });
const arrived = (at: number): Fact => ({ kind: 'arrived', at, job });
const exited = (at: number): Fact => ({
  kind: 'exited',
  at,
  job,
  attempt: 1,
  exit: { code: 0, reason: undefined, lost: false },
});

const told = (facts: readonly Fact[]): string[] => facts.map(({ kind, at }) => `${kind} ${at}`);

describe('the order of facts', () => {
  it('is that of time, whatever the kinds', () => {
    expect(told(inOrder([], [arrived(2), exited(3), arrived(1)]))).toEqual([
      'arrived 1',
      'arrived 2',
      'exited 3',
    ]);
    // Of kinds that would stand in this order at one instant.
    expect(told(inOrder([], [exited(2), arrived(1)]))).toEqual(['arrived 1', 'exited 2']);
  });

  it('is that of kinds within an instant', () => {
    expect(told(inOrder([], [arrived(1), exited(1)]))).toEqual(['exited 1', 'arrived 1']);
    expect(told(inOrder([tick(1)], [arrived(1), exited(1)]))).toEqual([
      'exited 1',
      'arrived 1',
      'aging_tick 1',
    ]);
  });

  it('takes times that differ by rounding for one instant', () => {
    const [first, second] = [0.3, 0.1 + 0.2];
    expect(told(inOrder([], [arrived(first), exited(second)]))).toEqual([
      `exited ${second}`,
      `arrived ${first}`,
    ]);
  });

  it('leaves facts alone that stand in order', () => {
    const facts = [exited(1), arrived(1)];
    expect(inOrder([], facts)).toBe(facts);
  });

  it('is the same in whatever order facts of different instants are told', () => {
    const facts = [exited(1), arrived(1), tick(1), exited(2), arrived(2), arrived(3), tick(4)];
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(told(inOrder([], shuffled))).toEqual(told(facts));
      }),
    );
  });
});
