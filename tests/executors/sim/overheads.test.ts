import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkInvariants } from '../../../src/core/invariants.js';
import type { Overheads } from '../../../src/executors/sim/sim-executor.js';
import type { JobReport } from '../../../src/metrics/report.js';
import { scenarios } from '../../reference/workload-arbitrary.js';
import type { RefJob } from '../../reference/reference-scheduler.js';
import { engineRun, simulator } from '../../support/engine-run.js';

const numRuns = Number(process.env.TFSCHED_PAIRS ?? 300);

const seconds = fc.constantFrom(0, 0.05, 0.5, 1 / 3, 2);
const overheads: fc.Arbitrary<Overheads> = fc.record({
  start: seconds,
  pause: seconds,
  resume: seconds,
  resize: seconds,
  startup: fc.constant(0),
});
/** Half of what the jobs ask for together may be there, or all of it. */
const memory = fc.constantFrom(undefined, 4, 8);

describe('with actions that take time', () => {
  it(`random workloads run to their ends, invariants kept after every step, in ${numRuns} runs`, async () => {
    await fc.assert(
      fc.asyncProperty(
        scenarios({ startup: true }),
        overheads,
        memory,
        async ({ jobs, config }, times, limit) => {
          const { report, pool, engine } = await engineRun(
            jobs,
            config,
            (running, cores, all) => {
              checkInvariants(running.schedule, cores, all);
            },
            {
              executor: simulator(jobs, config, times),
              ...(limit !== undefined && { memory: { limit, of: (position) => 1 + (position % 4) } }),
            },
          );
          expect(pool.freeCount).toBe(config.capacity);
          expect(engine.schedule.memory.used).toBe(0);
          report.jobs.forEach((row, index) => expectSound(row, jobs[index]!));
        },
      ),
      { numRuns },
    );
  }, 3_600_000);

  it('a program gets the service that it needs, no more and no less, where its cores never change', async () => {
    const rigid = scenarios({
      startup: true,
      updates: false,
      timeouts: false,
      modes: ['strict'],
      policies: ['fcfs', 'prio', 'rr'],
    });
    await fc.assert(
      fc.asyncProperty(rigid, overheads, async ({ jobs, config }, times) => {
        const executor = simulator(jobs, config, times);
        const { report } = await engineRun(jobs, config, undefined, { executor });
        report.jobs.forEach((row, index) => {
          expect(row.service).toBeCloseTo((config.startup ?? 0) + jobs[index]!.duration, 6);
        });
      }),
      { numRuns },
    );
  }, 3_600_000);

  it('a program gets the core-seconds that it needs, whatever its cores, where speed goes with cores', async () => {
    const linear = scenarios({ timeouts: false, policies: ['fcfs', 'prio', 'rr'] });
    await fc.assert(
      fc.asyncProperty(linear, overheads, async ({ jobs, config: drawn }, times) => {
        const config = { ...drawn, speedup: { kind: 'linear' as const } };
        const executor = simulator(jobs, config, times);
        const { report } = await engineRun(jobs, config, undefined, { executor });
        report.jobs.forEach((row, index) => {
          expect(row.core_seconds).toBeCloseTo(jobs[index]!.duration * jobs[index]!.cores, 6);
        });
      }),
      { numRuns },
    );
  }, 3_600_000);
});

/** The end that a job of the simulator must come to: only its timeout can make it fail. */
function expectSound(row: JobReport, job: RefJob): void {
  expect(row.waiting + row.service).toBeCloseTo(row.turnaround ?? Number.NaN, 6);
  if (row.state === 'done') expect(row).toMatchObject({ exit_code: 0, reason: null });
  else {
    expect(row).toMatchObject({
      state: 'failed',
      exit_code: 137,
      reason: 'timeout',
      attempts: job.retries + 1,
    });
  }
  if (job.timeout === undefined) expect(row).toMatchObject({ state: 'done', attempts: 1 });
}
