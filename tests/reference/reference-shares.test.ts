import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { baselineShares, type Claimant, proportionalShares } from './reference-shares.js';

const claimant = (request: number, minCores = 1, maxCores = 8): Claimant => ({ request, minCores, maxCores });
const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);

describe('proportionalShares', () => {
  it('gives the cores left over to the largest fractions, ties in order (reading 17)', () => {
    expect(proportionalShares(4, [claimant(1), claimant(1), claimant(1)])).toEqual([2, 1, 1]);
    expect(proportionalShares(5, [claimant(1), claimant(1), claimant(1)])).toEqual([2, 2, 1]);
    expect(proportionalShares(7, [claimant(2), claimant(2), claimant(3)])).toEqual([2, 2, 3]);
    expect(proportionalShares(8, [claimant(2), claimant(3), claimant(4)])).toEqual([2, 3, 3]);
    expect(proportionalShares(8, [claimant(1, 1, 2), claimant(1), claimant(4)])).toEqual([2, 1, 5]);
  });

  it('keeps min and max and shares what they leave', () => {
    expect(proportionalShares(8, [claimant(1, 3), claimant(4), claimant(4)])).toEqual([3, 3, 2]);
    expect(proportionalShares(8, [claimant(4, 1, 4), claimant(1, 1, 1), claimant(1)])).toEqual([4, 1, 3]);
    expect(proportionalShares(8, [claimant(2, 1, 2), claimant(1, 1, 3)])).toEqual([2, 3]);
    expect(proportionalShares(3, [claimant(4, 2), claimant(1, 1)])).toEqual([2, 1]);
    expect(proportionalShares(8, [])).toEqual([]);
  });

  it('throws when the minimum cores do not fit', () => {
    expect(() => proportionalShares(2, [claimant(2, 2), claimant(1)])).toThrow('exceed the capacity');
  });

  it('agrees with an L found by halving', () => {
    const cores = fc.integer({ min: 1, max: 8 });
    const claimants = fc
      .tuple(cores, cores, cores)
      .map((three) => three.toSorted((a, b) => a - b))
      .map(([minCores = 1, request = 1, maxCores = 1]) => ({ minCores, request, maxCores }));
    fc.assert(
      fc.property(fc.array(claimants, { minLength: 1, maxLength: 8 }), fc.nat({ max: 24 }), (jobs, more) => {
        const capacity = sum(jobs.map((job) => job.minCores)) + more;
        const shares = proportionalShares(capacity, jobs);
        const total = Math.min(capacity, sum(jobs.map((job) => job.maxCores)));
        expect(sum(shares)).toBe(total);
        const exact = (level: number): number[] =>
          jobs.map((job) => Math.min(job.maxCores, Math.max(job.minCores, level * job.request)));
        let [low, high] = [0, 8];
        for (let step = 0; step < 60; step += 1) {
          const middle = (low + high) / 2;
          if (sum(exact(middle)) < total) low = middle;
          else high = middle;
        }
        const floors = exact(high).map((share) => Math.floor(share + 1e-6));
        const fractions = exact(high).map((share, index) => share - (floors[index] ?? 0));
        const raised = shares.map((share, index) => share - (floors[index] ?? 0));
        raised.forEach((up, index) => {
          expect([0, 1]).toContain(up);
          // Who was raised has no smaller a fraction than who was not, and stands before its equals.
          raised.forEach((otherUp, other) => {
            if (up === 1 && otherUp === 0) {
              const ahead = (fractions[index] ?? 0) - (fractions[other] ?? 0);
              if (index < other) expect(ahead).toBeGreaterThan(-1e-6);
              else expect(ahead).toBeGreaterThan(1e-6);
            }
          });
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('baselineShares', () => {
  it('gives what was asked for while it fits, else shares in proportion, below one core too', () => {
    expect(baselineShares(4, [1, 2])).toEqual([1, 2]);
    expect(baselineShares(2, [1, 2, 1])).toEqual([0.5, 1, 0.5]);
    expect(baselineShares(2, [])).toEqual([]);
  });
});
