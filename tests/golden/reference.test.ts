import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkInvariants } from '../../src/core/invariants.js';
import { referenceSchedule } from '../reference/reference-scheduler.js';
import { scheduleDifferences } from '../reference/schedule-difference.js';
import { scenarios } from '../reference/workload-arbitrary.js';
import { asSchedule, engineRun } from '../support/engine-run.js';

/** Pairs of a random workload and random flags: a few hundred here, TFSCHED_PAIRS of them in `npm run test:soak`. */
const numRuns = Number(process.env.TFSCHED_PAIRS ?? 400);

it(`gives the schedule of the independent implementation, invariants kept, for ${numRuns} random workloads and flags`, async () => {
  await fc.assert(
    fc.asyncProperty(scenarios({ startup: true }), async ({ jobs, config }) => {
      const { report } = await engineRun(jobs, config, (engine, pool, all) => {
        checkInvariants(engine.schedule, pool, all);
      });
      expect(scheduleDifferences(asSchedule(report), referenceSchedule(jobs, config))).toEqual([]);
    }),
    { numRuns },
  );
}, 3_600_000);
