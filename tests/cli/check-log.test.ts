import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LogRecord } from '../../src/log/records.js';
import { checkRecords } from '../docker/support/check-log.js';
import type { RefConfig, RefJob } from '../reference/reference-scheduler.js';
import { withDefaults } from '../reference/scenario.js';
import { scenarios } from '../reference/workload-arbitrary.js';
import { engineRun } from '../support/engine-run.js';

type Of<Kind extends LogRecord['kind']> = Extract<LogRecord, { kind: Kind }>;

describe('the check of logs', () => {
  it('finds nothing wrong with what the engine does, under all rules', async () => {
    let judged = 0;
    await fc.assert(
      fc.asyncProperty(scenarios({ maxJobs: 8 }), async ({ jobs, config }) => {
        judged += checkRecords(await recordsOf(jobs, config)).judged;
      }),
      { numRuns: 300 },
    );
    expect(judged).toBeGreaterThan(1000);
  });

  it.each<[string, RegExp, (records: LogRecord[]) => LogRecord[]]>([
    ['a core that two jobs get', /core 0 is held by a and given to b/, (log) => intents(log, { ids: [0] })],
    ['a core that the run has not', /b gets 7, which the run has not/, (log) => intents(log, { ids: [7] })],
    ['fewer ids than cores', /b is to have 1 cores and gets/, (log) => intents(log, { ids: [] })],
    [
      'more than the maximum',
      /b gets 2 cores, outside 1 to 1/,
      (log) => intents(log, { ids: [1, 2], cores: 2 }),
    ],
    ['a job that is forgotten', /2 jobs are to run and 1 do/, (log) => without(log, 'b')],
    [
      'an action without an end',
      /1 actions are in flight at the end|has not ended|have not ended/,
      lastOutcomeLost,
    ],
    ['a run without an end', /the log has no end/, (log) => log.slice(0, -1)],
    [
      'a queue that could move',
      /c is first in the queue, needs 1 cores, and 1 are free/,
      (log) => asIf(log, { realloc: 'always_attend' }),
    ],
    [
      'shares that are not theirs',
      /a has 1 cores and its share is 2/,
      (log) => asIf(log, { realloc: 'max_prop' }),
    ],
    [
      'a wait where nobody waits',
      /c waits though every job starts on arrival/,
      (log) => asIf(log, { realloc: null }),
    ],
    [
      'a head of another order',
      /d is first in the queue, needs 1 cores, and 1 are free/,
      (log) => asIf(log, { policy: 'prio' }),
    ],
  ])('finds %s', async (_, complaint, spoil) => {
    const records = await recordsOf(JOBS, STRICT);
    expect(() => checkRecords(records)).not.toThrow();
    expect(() => checkRecords(spoil(structuredClone([...records])))).toThrow(complaint);
  });
});

/** On 3 cores a and b run, c wants too many, d and a free core wait behind it. */
const JOBS: readonly RefJob[] = [
  job('a', { maxCores: 2 }),
  job('b', { maxCores: 1 }),
  job('c', { cores: 2 }),
  job('d', { priority: 1 }),
];

const STRICT = withDefaults(3, {});

function job(id: string, more: Partial<RefJob>): RefJob {
  const arrival = id === 'd' ? 1 : 0;
  return {
    id,
    arrival,
    duration: 2,
    cores: 1,
    minCores: 1,
    maxCores: 3,
    priority: 0,
    retries: 0,
    updates: [],
    ...more,
  };
}

async function recordsOf(jobs: readonly RefJob[], config: RefConfig): Promise<readonly LogRecord[]> {
  const { records } = await engineRun(jobs, config);
  const { preemptive, aging } = config;
  return records.map((record) =>
    record.kind === 'run'
      ? { ...record, config: { ...record.config, options: { preemptive, aging } } }
      : record,
  );
}

function intents(records: LogRecord[], change: Partial<Of<'intent'>>): LogRecord[] {
  return records.map((record) =>
    record.kind === 'intent' && record.job === 'b' ? { ...record, ...change } : record,
  );
}

function without(records: LogRecord[], id: string): LogRecord[] {
  const gone = records.flatMap((record) =>
    record.kind === 'intent' && record.job === id ? [record.id] : [],
  );
  return records.filter(
    (record) =>
      !(record.kind === 'intent' && record.job === id) &&
      !(record.kind === 'outcome' && gone.includes(record.id)) &&
      !(record.kind === 'exited' && record.job === id),
  );
}

function lastOutcomeLost(records: LogRecord[]): LogRecord[] {
  const last = records.findLastIndex((record) => record.kind === 'outcome');
  return records.filter((record, index) => index < last || record.kind === 'end');
}

function asIf(records: LogRecord[], change: Partial<Of<'run'>['config']>): LogRecord[] {
  return records.map((record) =>
    record.kind === 'run' ? { ...record, config: { ...record.config, ...change } } : record,
  );
}
