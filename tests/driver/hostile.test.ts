import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkInvariants } from '../../src/core/invariants.js';
import type { LogRecord } from '../../src/log/records.js';
import { type RefScenario, scenarios } from '../reference/workload-arbitrary.js';
import { engineRun, speedupOf } from '../support/engine-run.js';
import { type Fate, HostileExecutor, type Hostility, type Vice } from './hostile-executor.js';

const numRuns = Number(process.env.TFSCHED_PAIRS ?? 150);

/** More steps than any run of these sizes has; one that gets here goes round in circles. */
const TOO_MANY_STEPS = 20_000;

const lots = fc.array(fc.nat(999), { maxLength: 300, size: 'max' });
const FATES: readonly Fate[] = ['refuse', 'die', 'confirm_and_die', 'silent'];
const VICES: readonly Vice[] = ['repeats', 'dawdles', 'destroys'];

/** Drives a scenario into the hands of a hostile executor; whatever that does, this must hold. */
async function survives({ jobs, config }: RefScenario, hostility: Hostility): Promise<readonly LogRecord[]> {
  const of = speedupOf(config);
  const speed = (cores: number): number => of('spin', cores);
  const executor = new HostileExecutor(
    ({ position, cores }) => ({ work: jobs[position]!.duration * speed(cores), speed }),
    hostility,
  );
  let steps = 0;
  const { records, engine, pool } = await engineRun(
    jobs,
    config,
    (running, cores, all) => {
      checkInvariants(running.schedule, cores, all);
      steps += 1;
      if (steps > TOO_MANY_STEPS) throw new Error('the run does not come to an end');
    },
    { executor, memory: { limit: 8, of: (position) => 1 + (position % 4) } },
  );
  const ends = records.filter((record) => record.kind === 'ended').map(({ job }) => job);
  expect(ends.toSorted()).toEqual(jobs.map(({ id }) => id));
  expect(pool.freeCount).toBe(config.capacity);
  expect(engine.schedule.memory.used).toBe(0);
  expect(executor.forgotten()).toEqual([]);
  return records;
}

function states(records: readonly LogRecord[]): Set<string> {
  return new Set(records.filter((record) => record.kind === 'ended').map(({ state }) => state));
}

/** Tells of a property under one kind of hostility, over random workloads and flags. */
function property(name: string, fates: readonly Fate[], vices: readonly Vice[] = []): void {
  it(
    name,
    async () => {
      await fc.assert(
        fc.asyncProperty(scenarios(), lots, async (scenario, drawn) => {
          await survives(scenario, { fates, vices, lots: drawn });
        }),
        { numRuns },
      );
    },
    3_600_000,
  );
}

describe('every job ends once, no core, container or memory is lost, with an executor that', () => {
  it('refuses everything: all jobs fail', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios(), lots, async (scenario, drawn) => {
        const records = await survives(scenario, { fates: ['refuse'], vices: [], lots: drawn });
        expect(states(records)).toEqual(new Set(['failed']));
      }),
      { numRuns },
    );
  }, 3_600_000);

  it('is late: all jobs are done, but for those that time out', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios({ timeouts: false }), lots, async (scenario, drawn) => {
        const records = await survives(scenario, { fates: ['confirm'], vices: ['dawdles'], lots: drawn });
        expect(states(records)).toEqual(new Set(['done']));
      }),
      { numRuns },
    );
  }, 3_600_000);

  property('refuses at random', ['confirm', 'refuse']);
  property('lets every program end at once, its start never confirmed', ['die']);
  property('lets every program end as soon as it is started', ['confirm_and_die']);
  property('never answers but to a start and a resume', ['silent']);
  property('kills containers in place of what was ordered', ['confirm', 'die', 'confirm_and_die']);
  property('tells its facts again', ['confirm', 'refuse'], ['repeats']);
  property('tells its facts again, of attempts that have ended', ['confirm', 'die'], ['repeats', 'destroys']);
  property('keeps facts back and mixes them', ['confirm', 'refuse'], ['dawdles', 'repeats']);
  property('loses containers to somebody else', ['confirm'], ['destroys', 'dawdles']);

  it('does all of this, also while the run is cancelled', async () => {
    const hostilities = fc.record({
      fates: fc.subarray([...FATES]).map((fates) => ['confirm' as const, ...fates]),
      vices: fc.subarray([...VICES]),
      lots,
      cancelAt: fc.option(fc.constantFrom(0, 0.5, 3, 7.25), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(scenarios({ startup: true }), hostilities, async (scenario, hostility) => {
        await survives(scenario, hostility);
      }),
      { numRuns: numRuns * 4 },
    );
  }, 3_600_000);
});
