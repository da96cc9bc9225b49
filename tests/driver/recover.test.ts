import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Engine } from '../../src/core/engine.js';
import { checkInvariants } from '../../src/core/invariants.js';
import { Pool } from '../../src/core/pool.js';
import { jobRequest } from '../../src/driver/entries.js';
import { Feed } from '../../src/driver/feed.js';
import { recover, type Recovered, type RunParts } from '../../src/driver/recover.js';
import { instantiate } from '../../src/driver/rules.js';
import { LogReadError } from '../../src/log/errors.js';
import type { LogRecord } from '../../src/log/records.js';
import { logOf, type Run, runOf, runs } from '../explain/runs.js';

const numRuns = Number(process.env.TFSCHED_PAIRS ?? 300);

/** The parts of a run before its first record. */
function parts({ jobs, capacity, rules }: Run, records: readonly LogRecord[]): RunParts {
  const pool = new Pool(Array.from({ length: capacity }, (_, id) => id));
  const dedicated = records.filter((record) => record.kind === 'job').map((record) => record.dedicated);
  return {
    pool,
    engine: new Engine({ ...instantiate(rules), pool }),
    feed: new Feed(jobs, (index) => jobRequest(jobs[index]!, capacity, dedicated[index])),
  };
}

function recovered(run: Run, records: readonly LogRecord[]): Recovered {
  return recover(records, () => parts(run, records));
}

/** Ids of what was ordered and not settled. */
function unsettled(records: readonly LogRecord[]): number[] {
  const open = new Map<number, LogRecord & { kind: 'intent' }>();
  for (const record of records) {
    if (record.kind === 'intent') open.set(record.id, record);
    else if (record.kind === 'outcome') open.delete(record.id);
    else if (record.kind === 'exited')
      for (const [id, intent] of open) if (intent.job === record.job) open.delete(id);
  }
  return [...open.keys()].sort((a, b) => a - b);
}

describe('a run that is recovered from its log', () => {
  it('stands where the log leaves it, wherever that was cut', async () => {
    await fc.assert(
      fc.asyncProperty(runs(), fc.nat(), async (run, place) => {
        const records = await logOf(run);
        const head = 1 + run.jobs.length;
        const cut = head + (place % (records.length - head + 1));
        const given = records.slice(0, cut);
        const { engine, pool, feed, jobs, kept, at } = recovered(run, given);
        const left = records.slice(0, kept);
        expect(at).toBe(
          given.reduce((last, record) => ('at' in record ? Math.max(last, record.at) : last), 0),
        );
        checkInvariants(engine.schedule, pool, jobs);
        const inFlight = jobs.flatMap((job) => (job.inFlight === undefined ? [] : [job.inFlight.id]));
        expect(inFlight.sort((a, b) => a - b)).toEqual(unsettled(left));
        const ended = left.filter((record) => record.kind === 'ended').map(({ job }) => job);
        const over = jobs.filter((job) => job.phase === 'ended' && job.container === 'none');
        expect(over.map(({ id }) => id).sort()).toEqual(ended.sort());
        const arrived = left.filter((record) => record.kind === 'arrived').length;
        expect(jobs.filter(({ phase }) => phase !== 'expected')).toHaveLength(arrived);
        expect(feed.hasArrivals).toBe(arrived < jobs.length);
      }),
      { numRuns },
    );
  });

  it('is the same when it is recovered again from what was kept', async () => {
    await fc.assert(
      fc.asyncProperty(runs(), fc.nat(), async (run, place) => {
        const records = await logOf(run);
        const head = 1 + run.jobs.length;
        const first = recovered(run, records.slice(0, head + (place % (records.length - head + 1))));
        const again = recovered(run, records.slice(0, first.kept));
        expect(again.kept).toBe(first.kept);
        expect(again.jobs).toEqual(first.jobs);
      }),
      { numRuns: numRuns / 3 },
    );
  });

  it('is refused where the log has another decision than the rules make', async () => {
    const run = runOf([
      { id: 'a', seconds: 2, cores: 2 },
      { id: 'b', seconds: 2, cores: 2 },
    ]);
    const records = (await logOf(run)).map((record) =>
      record.kind === 'intent' && record.action === 'start' ? { ...record, job: 'b' } : record,
    );
    expect(() => recovered(run, records)).toThrow(LogReadError);
    expect(() => recovered(run, records)).toThrow(/^the run cannot go on: from 0\.000 s on/);
  });

  it('is refused where a container is on other cores than the rules choose', async () => {
    const run = runOf([{ id: 'a', seconds: 2, cores: 1 }]);
    const records = (await logOf(run)).map((record) =>
      record.kind === 'intent' ? { ...record, ids: [1] } : record,
    );
    expect(() => recovered(run, records)).toThrow(/^the run cannot go on/);
  });
});
