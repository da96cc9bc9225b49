import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { referenceSchedule } from './reference-scheduler.js';
import { type ScenarioLimits, scenarios } from './workload-arbitrary.js';

/** The same scenarios every time: what is asserted here is how the arbitrary is made, not what chance brings. */
const sample = (limits: ScenarioLimits = {}) => fc.sample(scenarios(limits), { numRuns: 500, seed: 7 });

describe('scenarios', () => {
  it('are what a workload file may hold', () => {
    for (const { jobs, config } of sample()) {
      expect(new Set(jobs.map((job) => job.id)).size).toBe(jobs.length);
      for (const { minCores, cores, maxCores, duration, updates } of jobs) {
        for (const asked of [cores, ...updates.map((update) => update.cores)]) {
          expect(minCores).toBeGreaterThanOrEqual(1);
          expect(asked).toBeGreaterThanOrEqual(minCores);
          expect(asked).toBeLessThanOrEqual(maxCores);
          expect(maxCores).toBeLessThanOrEqual(config.capacity);
        }
        expect(duration).toBeGreaterThan(0);
      }
    }
  });

  it('meet everything that the rules are about', () => {
    const seen = new Set<string>();
    for (const { jobs, config } of sample()) {
      const { jobs: rows, segments } = referenceSchedule(jobs, config);
      const combination = `${config.policy}${config.policy === 'prio' && config.preemptive ? ' preemptive' : ''}`;
      const see = (what: string, is: boolean): unknown =>
        is && seen.add(`${combination} ${config.realloc} ${what}`);
      see(
        'waits',
        rows.some((row) => row.waiting > 0),
      );
      see(
        'preempts',
        rows.some((row) => row.preemptions > 0),
      );
      see(
        'resizes',
        rows.some((row) => row.resizes > 0),
      );
      see(
        'fails',
        rows.some((row) => row.state === 'failed'),
      );
      see(
        'tries again',
        segments.some((segment) => segment.attempt > 1),
      );
      see('together', new Set(rows.map((row) => row.first_run + row.turnaround)).size < rows.length);
    }
    const all = ['strict', 'always_attend', 'max_prop'].flatMap((mode) => [
      ...['fcfs', 'prio', 'prio preemptive', 'rr'].flatMap((policy) =>
        ['waits', 'resizes', 'fails', 'tries again', 'together'].map((what) => `${policy} ${mode} ${what}`),
      ),
      ...['prio preemptive', 'rr'].map((policy) => `${policy} ${mode} preempts`),
      ...['fails', 'tries again'].map((what) => `none ${mode} ${what}`),
    ]);
    expect([...seen]).toEqual(expect.arrayContaining(all));
  });

  it('stay within their limits', () => {
    const drawn = sample({
      maxJobs: 3,
      maxCapacity: 2,
      policies: ['rr'],
      modes: ['strict'],
      updates: false,
      timeouts: false,
    });
    for (const { jobs, config } of drawn) {
      expect(jobs.length).toBeLessThanOrEqual(3);
      expect(config.capacity).toBeLessThanOrEqual(2);
      expect([config.policy, config.realloc, config.startup]).toEqual(['rr', 'strict', undefined]);
      expect(jobs.every((job) => job.updates.length === 0 && job.timeout === undefined)).toBe(true);
    }
    expect(sample({ startup: true }).some(({ config }) => (config.startup ?? 0) > 0)).toBe(true);
  });
});
