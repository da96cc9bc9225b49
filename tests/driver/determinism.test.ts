import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Batch, Executor } from '../../src/executors/executor.js';
import type { Overheads } from '../../src/executors/sim/sim-executor.js';
import type { LogRecord } from '../../src/log/records.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import type { RefConfig, RefJob } from '../reference/reference-scheduler.js';
import { scenarios } from '../reference/workload-arbitrary.js';
import { engineRun, simulator } from '../support/engine-run.js';

const numRuns = Number(process.env.TFSCHED_PAIRS ?? 150);

const seconds = fc.constantFrom(0, 0, 0.25, 1);
const overheads = fc.record({
  start: seconds,
  pause: seconds,
  resume: seconds,
  resize: seconds,
  startup: fc.constant(0),
});

async function recordsOf(
  jobs: readonly RefJob[],
  config: RefConfig,
  executor: Executor,
): Promise<readonly LogRecord[]> {
  return (await engineRun(jobs, config, undefined, { executor })).records;
}

/** Lines of the log's file. */
function text(records: readonly LogRecord[]): string {
  return records.map((record) => JSON.stringify(record)).join('\n');
}

describe('a run', () => {
  it('gives the same log, byte for byte, when it is run again', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios({ startup: true }), overheads, async ({ jobs, config }, times) => {
        const once = await recordsOf(jobs, config, simulator(jobs, config, times));
        const again = await recordsOf(jobs, config, simulator(jobs, config, times));
        expect(text(again)).toBe(text(once));
      }),
      { numRuns },
    );
  }, 3_600_000);

  it('gives the same log in whatever order the facts of an instant are told', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios(), overheads, async ({ jobs, config }, times) => {
        const told = await recordsOf(jobs, config, simulator(jobs, config, times));
        const turned = await recordsOf(jobs, config, turnedAround(simulator(jobs, config, times)));
        expect(text(turned)).toBe(text(told));
      }),
      { numRuns },
    );
  }, 3_600_000);

  it('takes twice as long, in every time of its log, when all times given are doubled', async () => {
    await fc.assert(
      fc.asyncProperty(scenarios({ startup: true }), overheads, async ({ jobs, config }, times) => {
        const plain = await recordsOf(jobs, config, simulator(jobs, config, times));
        const [long, slow] = [jobs.map(doubledJob), doubledConfig(config)];
        const doubled = await recordsOf(long, slow, simulator(long, slow, doubledOverheads(times)));
        expect(text(doubled)).toBe(text(plain.map(doubledRecord)));
      }),
      { numRuns },
    );
  }, 3_600_000);
});

/** Tells the facts of each batch the other way round. */
function turnedAround(executor: Executor): Executor {
  return {
    apply: (action) => executor.apply(action),
    next(until) {
      const batch = executor.next(until) as Batch;
      return { ...batch, facts: batch.facts.toReversed() };
    },
    cancel: (reason) => executor.cancel(reason),
    close: () => executor.close(),
  };
}

function doubledJob(job: RefJob): RefJob {
  const { arrival, duration, timeout, estimate, updates } = job;
  return {
    ...job,
    arrival: arrival * 2,
    duration: duration * 2,
    updates: updates.map((update) => ({ ...update, at: update.at * 2 })),
    ...(timeout !== undefined && { timeout: timeout * 2 }),
    ...(estimate !== undefined && { estimate: estimate * 2 }),
  };
}

/** Aging is in points per second: half as many. */
function doubledConfig(config: RefConfig): RefConfig {
  const { aging, agingInterval, preemptExempt, quantum, startup } = config;
  const { levels = DEFAULT_POLICY_OPTIONS.levels, halfLife = DEFAULT_POLICY_OPTIONS.halfLife } = config;
  return {
    ...config,
    aging: aging / 2,
    agingInterval: agingInterval * 2,
    preemptExempt: preemptExempt * 2,
    quantum: quantum * 2,
    levels: levels.map((level) => level * 2),
    halfLife: halfLife * 2,
    ...(startup !== undefined && { startup: startup * 2 }),
  };
}

function doubledOverheads(times: Overheads): Overheads {
  const { start, pause, resume, resize, startup } = times;
  return { start: start * 2, pause: pause * 2, resume: resume * 2, resize: resize * 2, startup: startup * 2 };
}

function doubledRecord(record: LogRecord): LogRecord {
  const doubled: Record<string, unknown> = { ...record };
  for (const key of ['at', 'arrival', 'decided', 'timeout', 'dedicated', 'estimate']) {
    const value = doubled[key];
    if (typeof value === 'number') doubled[key] = value * 2;
  }
  if (record.kind === 'run')
    doubled.config = { ...record.config, options: doubledOptions(record.config.options) };
  return doubled as unknown as LogRecord;
}

function doubledOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const doubled = { ...options };
  for (const key of ['quantum', 'aging_interval', 'preempt_exempt', 'half_life']) {
    if (key in doubled) doubled[key] = Number(doubled[key]) * 2;
  }
  if (typeof doubled.levels === 'string') {
    doubled.levels = doubled.levels
      .split(',')
      .map((level) => Number(level) * 2)
      .join(',');
  }
  if ('aging' in doubled) doubled.aging = Number(doubled.aging) / 2;
  return doubled;
}
