import { describe, expect, it } from '@jest/globals';
import { BUT_NONE, holdsForAll, length, running, segmentsOf, snapshots, sum } from './property-support.js';
import { speedup } from './reference-progress.js';
import { type RefSchedule, referenceSchedule } from './reference-scheduler.js';
import { scheduleDifferences } from './schedule-difference.js';

describe('every job of every schedule', () => {
  it('ends once, and waiting + service = turnaround', () => {
    holdsForAll({ startup: true }, ({ jobs }, schedule) => {
      expect(schedule.jobs.map((job) => job.id)).toEqual(jobs.map((job) => job.id));
      for (const job of schedule.jobs) {
        expect(job.waiting + job.service).toBeCloseTo(job.turnaround, 6);
        expect(job.first_run).toBeLessThanOrEqual(job.waiting + 1e-6);
      }
    });
  });

  it('has segments that do not overlap, end where it ends, and hold its service and its pauses', () => {
    holdsForAll({ startup: true }, ({ jobs }, schedule) => {
      jobs.forEach((job, index) => {
        const row = schedule.jobs[index]!;
        const segments = segmentsOf(schedule, job.id);
        segments.slice(1).forEach((segment, before) => {
          const last = segments[before]!;
          expect(segment.start).toBeGreaterThanOrEqual(last.end - 1e-6);
          if (segment.attempt === last.attempt) expect(segment.start).toBeCloseTo(last.end, 6);
          else expect(segment.attempt).toBe(last.attempt + 1);
        });
        expect(segments[0]!.start).toBeCloseTo(job.arrival + row.first_run, 6);
        expect(segments.at(-1)!.end).toBeCloseTo(job.arrival + row.turnaround, 6);
        expect(segments.at(-1)!.attempt).toBeLessThanOrEqual(job.retries + 1);
        expect(sum(running(segments).map(length))).toBeCloseTo(row.service, 6);
        expect(segments.filter((one) => one.kind === 'pause')).toHaveLength(row.preemptions);
      });
    });
  });

  it('does its whole work in the last attempt when done, and fails only at its limit', () => {
    holdsForAll({ startup: true }, ({ jobs, config }, schedule) => {
      jobs.forEach((job, index) => {
        const runs = running(segmentsOf(schedule, job.id));
        for (let attempt = 1; attempt <= runs.at(-1)!.attempt; attempt += 1) {
          const own = runs.filter((run) => run.attempt === attempt);
          const service = sum(own.map(length));
          if (schedule.jobs[index]!.state === 'done' && attempt === runs.at(-1)!.attempt) {
            let startup = config.startup ?? 0;
            let work = 0;
            for (const run of own) {
              const inStartup = Math.min(startup, length(run));
              startup -= inStartup;
              work += ((length(run) - inStartup) * speedup(config, run.cores)) / speedup(config, job.cores);
            }
            expect(work).toBeCloseTo(job.duration, 6);
            expect(service).toBeLessThanOrEqual((job.timeout ?? Infinity) + 1e-6);
          } else {
            expect(service).toBeCloseTo(job.timeout!, 6);
          }
        }
      });
    });
  });
});

describe('cores', () => {
  it('in use never exceed the capacity and are whole, but for `none`', () => {
    holdsForAll({ policies: BUT_NONE }, ({ config }, schedule) => {
      for (const { segments } of snapshots(schedule)) {
        expect(sum(segments.map((one) => one.cores))).toBeLessThanOrEqual(config.capacity);
      }
      expect(schedule.segments.every((one) => Number.isInteger(one.cores))).toBe(true);
      expect(schedule.segments.every((one) => (one.kind === 'run' ? one.cores >= 1 : one.cores === 0))).toBe(
        true,
      );
    });
  });

  it('under STRICT are always a number that the user asked for', () => {
    holdsForAll({ policies: BUT_NONE, modes: ['strict'] }, ({ jobs }, schedule) => {
      for (const job of jobs) {
        const asked = [job.cores, ...job.updates.map((update) => update.cores)];
        for (const run of running(segmentsOf(schedule, job.id))) expect(asked).toContain(run.cores);
      }
    });
  });

  it('under MAX_PROP and equi are within min and max, and all in use while jobs can take them', () => {
    holdsForAll({ policies: BUT_NONE, modes: ['max_prop', 'equi'] }, ({ jobs, config }, schedule) => {
      const specs = new Map(jobs.map((job) => [job.id, job]));
      for (const { segments } of snapshots(schedule)) {
        const runs = running(segments);
        const most = sum(runs.map((run) => specs.get(run.job)!.maxCores));
        if (runs.length > 0) expect(sum(runs.map((run) => run.cores))).toBe(Math.min(config.capacity, most));
        for (const run of runs) {
          expect(run.cores).toBeGreaterThanOrEqual(specs.get(run.job)!.minCores);
          expect(run.cores).toBeLessThanOrEqual(specs.get(run.job)!.maxCores);
        }
      }
    });
  });

  it('under ALWAYS_ATTEND lie between min and r, as long as no update raises or lowers r', () => {
    const limits = { policies: BUT_NONE, modes: ['always_attend'], updates: false } as const;
    holdsForAll(limits, ({ jobs }, schedule) => {
      for (const job of jobs) {
        for (const run of running(segmentsOf(schedule, job.id))) {
          expect(run.cores).toBeGreaterThanOrEqual(job.minCores);
          expect(run.cores).toBeLessThanOrEqual(job.cores);
        }
      }
    });
  });

  it('under `none` go to everybody at once and are never resized', () => {
    holdsForAll({ policies: ['none'] }, (_scenario, schedule) => {
      for (const job of schedule.jobs) {
        expect(job.waiting).toBe(0);
        expect(job.first_run).toBeCloseTo(0, 6);
        expect([job.preemptions, job.resizes]).toEqual([0, 0]);
      }
    });
  });
});

describe('policies', () => {
  it('FCFS and EASY: the first of those who wait would not fit', () => {
    holdsForAll(
      { policies: ['fcfs', 'easy'], updates: false, timeouts: false },
      ({ jobs, config }, schedule) => {
        const byArrival = jobs.toSorted((a, b) => a.arrival - b.arrival);
        const first = (id: string): number => segmentsOf(schedule, id)[0]!.start;
        for (const { time, segments } of snapshots(schedule)) {
          const head = byArrival.find((job) => job.arrival < time && first(job.id) > time);
          if (head === undefined) continue;
          const held = segments.map((one) =>
            config.realloc === 'max_prop' || config.realloc === 'equi'
              ? jobs.find((job) => job.id === one.job)!.minCores
              : one.cores,
          );
          const claim = config.realloc === 'strict' ? head.cores : head.minCores;
          expect(claim).toBeGreaterThan(config.capacity - sum(held));
        }
      },
    );
  });

  it('nobody is paused but under RR, SRPT, MLFQ and PRIO with --preemptive', () => {
    const policies = ['fcfs', 'prio', 'sjf', 'fair_share', 'easy', 'conservative', 'none'] as const;
    holdsForAll({ policies }, ({ config }, schedule) => {
      if (config.policy === 'prio' && config.preemptive) return;
      expect(schedule.segments.filter((one) => one.kind === 'pause')).toEqual([]);
    });
  });

  it('RR: a turn is as long as the quantum at least, unless the attempt ends', () => {
    holdsForAll({ policies: ['rr'] }, ({ jobs, config }, schedule) => {
      for (const job of jobs) {
        const segments = segmentsOf(schedule, job.id);
        let turn = 0;
        segments.forEach((segment, index) => {
          if (segment.kind === 'run') turn += length(segment);
          if (segment.kind === 'pause') {
            const turns = turn / config.quantum;
            expect(Math.round(turns)).toBeGreaterThanOrEqual(1);
            expect(turns).toBeCloseTo(Math.round(turns), 6);
          }
          if (segment.kind === 'pause' || segments[index + 1]?.attempt !== segment.attempt) turn = 0;
        });
      }
    });
  });
});

describe('the reference as a whole', () => {
  // The one millisecond of an overrun is shorter than all that is drawn, also when it is twice as short.
  it('knows no unit of time: all times doubled, aging halved, give the schedule twice as long', () => {
    holdsForAll({ startup: true }, ({ jobs, config }, schedule) => {
      const slow = referenceSchedule(
        jobs.map((job) => ({
          ...job,
          arrival: 2 * job.arrival,
          duration: 2 * job.duration,
          updates: job.updates.map((update) => ({ ...update, at: 2 * update.at })),
          ...(job.timeout === undefined ? {} : { timeout: 2 * job.timeout }),
          ...(job.estimate === undefined ? {} : { estimate: 2 * job.estimate }),
        })),
        {
          ...config,
          aging: config.aging / 2,
          agingInterval: 2 * config.agingInterval,
          preemptExempt: 2 * config.preemptExempt,
          quantum: 2 * config.quantum,
          levels: (config.levels ?? [10, 100]).map((level) => 2 * level),
          halfLife: 2 * (config.halfLife ?? 600),
          startup: 2 * (config.startup ?? 0),
        },
      );
      const doubled: RefSchedule = {
        makespan: 2 * schedule.makespan,
        jobs: schedule.jobs.map((job) => ({
          ...job,
          first_run: 2 * job.first_run,
          waiting: 2 * job.waiting,
          service: 2 * job.service,
          turnaround: 2 * job.turnaround,
        })),
        segments: schedule.segments.map((one) => ({ ...one, start: 2 * one.start, end: 2 * one.end })),
      };
      expect(scheduleDifferences(slow, doubled)).toEqual([]);
    });
  });

  it('leaves its input alone and gives the same again', () => {
    holdsForAll({}, ({ jobs, config }, schedule) => {
      const copy = structuredClone({ jobs, config });
      expect(referenceSchedule(jobs, config)).toEqual(schedule);
      expect({ jobs, config }).toEqual(copy);
    });
  });
});
