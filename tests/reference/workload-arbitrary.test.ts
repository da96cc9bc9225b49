import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type RefConfig, referenceSchedule } from './reference-scheduler.js';
import { scheduleDifferences } from './schedule-difference.js';
import { type RefScenario, type ScenarioLimits, scenarios } from './workload-arbitrary.js';

/** The same scenarios every time: what is asserted here is how the arbitrary is made, not what chance brings. */
const sample = (limits: ScenarioLimits = {}, numRuns = 1500) =>
  fc.sample(scenarios(limits), { numRuns, seed: 7 });

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
    const everywhere = ['waits', 'resizes', 'fails', 'tries again', 'together'];
    const all = ['strict', 'always_attend', 'max_prop', 'equi'].flatMap((mode) => [
      ...['fcfs', 'prio', 'prio preemptive', 'rr', 'sjf', 'srpt', 'mlfq', 'fair_share'].flatMap((policy) =>
        everywhere.map((what) => `${policy} ${mode} ${what}`),
      ),
      ...['prio preemptive', 'rr', 'srpt', 'mlfq'].map((policy) => `${policy} ${mode} preempts`),
      ...['fails', 'tries again'].map((what) => `none ${mode} ${what}`),
    ]);
    const backfilling = ['easy', 'conservative'].flatMap((policy) =>
      everywhere.map((what) => `${policy} strict ${what}`),
    );
    expect([...all, ...backfilling].filter((what) => !seen.has(what))).toEqual([]);
    expect([...seen].filter((what) => /^(easy|conservative) (?!strict)/.test(what))).toEqual([]);
  });

  it('draw levels, half-lives, users and estimates that change the schedule', () => {
    const changes = (scenario: RefScenario, other: RefScenario): boolean =>
      scheduleDifferences(
        referenceSchedule(other.jobs, other.config),
        referenceSchedule(scenario.jobs, scenario.config),
      ).length > 0;
    const share = (policy: RefConfig['policy'], plain: (scenario: RefScenario) => RefScenario): number => {
      const drawn = sample({ policies: [policy] }, 200);
      return drawn.filter((scenario) => changes(scenario, plain(scenario))).length / drawn.length;
    };
    const [levels, halfLife] = [[1e9], 1e9];
    const exact = ({ jobs, config }: RefScenario): RefScenario => ({
      config,
      jobs: jobs.map((job) => ({ ...job, estimate: job.duration })),
    });
    const oneUser = ({ jobs, config }: RefScenario): RefScenario => ({
      config,
      jobs: jobs.map((job) => ({ ...job, user: 'ana' })),
    });
    expect(share('mlfq', ({ jobs, config }) => ({ jobs, config: { ...config, levels } }))).toBeGreaterThan(
      0.1,
    );
    expect(
      share('fair_share', ({ jobs, config }) => ({ jobs, config: { ...config, halfLife } })),
    ).toBeGreaterThan(0.1);
    expect(share('fair_share', oneUser)).toBeGreaterThan(0.1);
    expect(share('easy', exact)).toBeGreaterThan(0.1);
    expect(share('conservative', exact)).toBeGreaterThan(0.1);
    expect(
      share('conservative', ({ jobs, config }) => ({ jobs, config: { ...config, policy: 'easy' } })),
    ).toBeGreaterThan(0.1);
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
    const backfilled = sample({ policies: ['easy', 'fcfs'], modes: ['equi'] });
    expect(backfilled.every(({ config }) => config.policy === 'fcfs')).toBe(true);
    expect(sample({ startup: true }).some(({ config }) => (config.startup ?? 0) > 0)).toBe(true);
  });
});
