/** What the policies added later, and equi, have in common with FCFS and with each other, over random scenarios. */
import { describe, expect, it } from '@jest/globals';
import { BUT_NONE, holdsForAll, running, snapshots, sum } from './property-support.js';
import { type RefConfig, type RefJob, referenceSchedule } from './reference-scheduler.js';
import { scheduleDifferences } from './schedule-difference.js';

describe('the same as FCFS is', () => {
  const fcfs = (jobs: RefJob[], config: RefConfig) => referenceSchedule(jobs, { ...config, policy: 'fcfs' });

  it('sjf, when all jobs take as long', () => {
    holdsForAll({ policies: ['sjf'] }, ({ jobs: drawn, config }) => {
      const jobs = drawn.map((job) => ({ ...job, duration: 3 }));
      expect(scheduleDifferences(referenceSchedule(jobs, config), fcfs(jobs, config))).toEqual([]);
    });
  });

  it('mlfq, when nobody ever sinks', () => {
    holdsForAll({ policies: ['mlfq'] }, ({ jobs, config: drawn }) => {
      const config = { ...drawn, levels: [1e9] };
      expect(scheduleDifferences(referenceSchedule(jobs, config), fcfs(jobs, config))).toEqual([]);
    });
  });

  it('fair_share, when there is one user', () => {
    holdsForAll({ policies: ['fair_share'] }, ({ jobs: drawn, config }) => {
      const jobs = drawn.map((job) => ({ ...job, user: 'ana' }));
      expect(scheduleDifferences(referenceSchedule(jobs, config), fcfs(jobs, config))).toEqual([]);
    });
  });

  it('backfilling on one core, where nobody fits behind a job that does not', () => {
    holdsForAll({ policies: ['easy'], maxCapacity: 1 }, ({ jobs, config }, schedule) => {
      expect(scheduleDifferences(schedule, fcfs(jobs, config))).toEqual([]);
    });
    // Not with retries (Reading 31).
    const limits = { policies: ['conservative'], maxCapacity: 1, timeouts: false } as const;
    holdsForAll(limits, ({ jobs, config }, schedule) => {
      expect(scheduleDifferences(schedule, fcfs(jobs, config))).toEqual([]);
    });
  });
});

describe('srpt', () => {
  it('has the shortest mean turnaround of all on one core', () => {
    const limits = { policies: BUT_NONE, modes: ['strict'], maxCapacity: 1, timeouts: false } as const;
    const total = ({ jobs }: { jobs: { turnaround: number }[] }): number =>
      sum(jobs.map((job) => job.turnaround));
    holdsForAll(limits, ({ jobs, config }, schedule) => {
      const best = referenceSchedule(jobs, { ...config, policy: 'srpt' });
      expect(total(best)).toBeLessThanOrEqual(total(schedule) + 1e-6);
    });
  });
});

describe('conservative', () => {
  it('starts nobody later than FCFS would if all took as long as estimated, when no estimate is too short', () => {
    const limits = { policies: ['conservative'], updates: false, timeouts: false } as const;
    holdsForAll(limits, ({ jobs: drawn, config }) => {
      const jobs = drawn.map((job) => ({ ...job, estimate: Math.max(job.estimate ?? 0, job.duration) }));
      const longest = jobs.map((job) => ({ ...job, duration: job.estimate }));
      const bound = referenceSchedule(longest, { ...config, policy: 'fcfs' });
      referenceSchedule(jobs, config).jobs.forEach((row, index) => {
        expect(row.first_run).toBeLessThanOrEqual(bound.jobs[index]!.first_run + 1e-6);
      });
    });
  });
});

describe('equi', () => {
  it('gives nobody two cores more than another, unless one is at its bound', () => {
    holdsForAll({ policies: BUT_NONE, modes: ['equi'] }, ({ jobs }, schedule) => {
      const spec = (id: string): RefJob => jobs.find((job) => job.id === id)!;
      for (const { segments } of snapshots(schedule)) {
        for (const more of running(segments)) {
          for (const less of running(segments).filter((other) => other.cores + 2 <= more.cores)) {
            expect(more.cores === spec(more.job).minCores || less.cores === spec(less.job).maxCores).toBe(
              true,
            );
          }
        }
      }
    });
  });
});
