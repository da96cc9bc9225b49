import { describe, expect, it } from '@jest/globals';
import { arrivalNames } from '../../src/generate/arrivals.js';
import { generateWorkload } from '../../src/generate/generate.js';
import type { GeneratorSpec } from '../../src/generate/generator-spec.js';

const spec: GeneratorSpec = { jobs: 4000, cores: 16 };

/** Core-seconds that arrive in a second, over the capacity. */
function loadOf(given: GeneratorSpec, seed: number): number {
  const { jobs, cores } = generateWorkload(given, seed);
  const work = jobs.reduce(
    (sum, job) => sum + (job.work.kind === 'duration' ? job.work.seconds : 0) * job.cores,
    0,
  );
  return work / (jobs.at(-1)!.arrival * cores!);
}

const share = <T>(items: readonly T[], wanted: (item: T) => boolean) =>
  items.filter(wanted).length / items.length;

describe('a workload made by chance', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(generateWorkload(spec, 3)).toEqual(generateWorkload(spec, 3));
    expect(generateWorkload(spec, 3)).not.toEqual(generateWorkload(spec, 4));
  });

  it.each(arrivalNames)('has the load that is asked for, with %s arrivals', (arrival) => {
    const loads = [1, 2, 3, 4, 5, 6].map((seed) => loadOf({ ...spec, arrival, load: 0.8, day: 3600 }, seed));
    const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length;
    expect(mean).toBeGreaterThan(0.74);
    expect(mean).toBeLessThan(0.87);
  });

  it('has jobs in order of arrival, each within the capacity', () => {
    for (const arrival of arrivalNames) {
      const { jobs } = generateWorkload({ ...spec, arrival, requests: [{ value: 64, weight: 1 }] }, 1);
      expect(jobs.every((job, index) => job.arrival >= (jobs[index - 1]?.arrival ?? 0))).toBe(true);
      expect(new Set(jobs.map(({ cores }) => cores))).toEqual(new Set([16]));
    }
  });

  it('has lognormal durations about their median', () => {
    const { jobs } = generateWorkload({ ...spec, durations: { lognormal: { median: 30, sigma: 0.5 } } }, 1);
    const seconds = jobs.map(({ work }) => (work.kind === 'duration' ? work.seconds : Number.NaN));
    expect(share(seconds, (one) => one < 30)).toBeCloseTo(0.5, 1);
    // 84.1 % of a lognormal lie below the median times e^sigma.
    expect(share(seconds, (one) => one < 30 * Math.exp(0.5))).toBeCloseTo(0.841, 1);
  });

  it('draws values as often as their weights say', () => {
    const { jobs } = generateWorkload(
      {
        ...spec,
        models: [
          { value: 'lstm', weight: 3 },
          { value: 'spin', weight: 1 },
        ],
        priorities: [
          { value: -1, weight: 1 },
          { value: 5, weight: 1 },
        ],
      },
      1,
    );
    expect(share(jobs, ({ program }) => program.kind === 'model' && program.model === 'lstm')).toBeCloseTo(
      0.75,
      1,
    );
    expect(share(jobs, ({ priority }) => priority === 5)).toBeCloseTo(0.5, 1);
  });

  it('has users and estimates only where they are asked for', () => {
    const plain = generateWorkload(spec, 1).jobs;
    expect(plain.every(({ user, estimate }) => user === undefined && estimate === undefined)).toBe(true);
    const { jobs } = generateWorkload({ ...spec, users: 3, overestimate: 1 }, 1);
    expect(new Set(jobs.map(({ user }) => user))).toEqual(new Set(['user-1', 'user-2', 'user-3']));
    const factors = jobs.map(
      ({ work, estimate }) => estimate! / (work.kind === 'duration' ? work.seconds : Number.NaN),
    );
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.95);
    expect(Math.max(...factors)).toBeLessThanOrEqual(2.05);
    // The same work for the same seed, whatever is asked for beside it.
    expect(jobs.map(({ work }) => work)).toEqual(plain.map(({ work }) => work));
  });

  it('comes in bursts of the size that is asked for', () => {
    const { jobs } = generateWorkload({ ...spec, arrival: 'bursty', burst: 10 }, 1);
    expect(jobs.length / new Set(jobs.map(({ arrival }) => arrival)).size).toBeCloseTo(10, -1);
  });

  it('comes by day more than by night', () => {
    const day = 1000;
    const { jobs } = generateWorkload({ ...spec, jobs: 20_000, arrival: 'daily', day }, 1);
    const noon = share(jobs, ({ arrival }) => Math.abs((arrival % day) / day - 0.5) < 0.25);
    // Half the day has 1/2 + 0.8/pi of a sine that swings by 0.8.
    expect(noon).toBeCloseTo(0.5 + 0.8 / Math.PI, 1);
  });
});
