/** Random workloads under every policy and mode, as `tfsched simulate` runs them, with their logs. */
import fc from 'fast-check';
import { describeRules, type Rules } from '../../src/driver/rules.js';
import { simulate } from '../../src/driver/simulate.js';
import { NO_OVERHEADS, type Overheads } from '../../src/executors/sim/sim-executor.js';
import { amdahl, linear } from '../../src/executors/sim/speedup.js';
import type { LogRecord } from '../../src/log/records.js';
import { findPolicy, policies } from '../../src/policies/index.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { findRealloc } from '../../src/realloc/index.js';
import type { JobSpec } from '../../src/workload/workload.js';
import { jobSpec } from '../support/job-spec.js';
import type { RefJob } from '../reference/reference-scheduler.js';
import { scenarios } from '../reference/workload-arbitrary.js';

export interface Run {
  readonly jobs: readonly JobSpec[];
  readonly capacity: number;
  readonly rules: Rules;
  /** Linear, or the part of the work that is parallel. */
  readonly parallel: number | undefined;
  readonly overheads: Overheads;
}

/** The log of a run. */
export async function logOf({ jobs, capacity, rules, parallel, overheads }: Run): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  await simulate({
    workload: { file: 'w.yaml', jobs },
    capacity,
    rules,
    speedup: { name: 'test', of: parallel === undefined ? linear : amdahl(parallel) },
    overheads,
    durationOf: ({ work }) => (work.kind === 'duration' ? work.seconds : 1),
    recorder: { append: (record) => records.push(record) },
    version: 'test',
  });
  return records;
}

/** A run of jobs of so many seconds each, under FCFS and STRICT on two cores but for what is said. */
export function runOf(
  jobs: readonly (Partial<JobSpec> & { readonly id: string; readonly seconds: number })[],
  { policy = 'fcfs', realloc = 'strict', capacity = 2, options = {} }: RunWords = {},
): Run {
  return {
    jobs: jobs.map(({ seconds, ...more }, position) =>
      jobSpec({ position, work: { kind: 'duration', seconds }, ...more }),
    ),
    capacity,
    rules: rulesOf(policy, realloc, options),
    parallel: undefined,
    overheads: NO_OVERHEADS,
  };
}

interface RunWords {
  readonly policy?: string;
  readonly realloc?: string;
  readonly capacity?: number;
  readonly options?: Partial<Rules['options']>;
}

function rulesOf(policy: string, realloc: string, options: Partial<Rules['options']>): Rules {
  const module = findPolicy(policy)!;
  const mode = module.unmanaged === true ? undefined : findRealloc(module.modes?.[0] ?? realloc);
  return { policy: module, realloc: mode, options: { ...DEFAULT_POLICY_OPTIONS, ...options } };
}

export interface RunLimits {
  /** default: all */
  readonly policies?: readonly string[];
  /** default: some */
  readonly overheads?: boolean;
}

/** Runs with updates, timeouts, retries, users and estimates. */
export function runs(limits: RunLimits = {}): fc.Arbitrary<Run> {
  const drawn = scenarios({ policies: ['prio'] });
  const some = fc.constantFrom(0, 0, 0, 0.25, 1);
  const overheads = fc.record({ start: some, pause: some, resume: some, resize: some, startup: some });
  return fc
    .record({
      drawn,
      policy: fc.constantFrom(...(limits.policies ?? policies.map(({ name }) => name))),
      realloc: fc.constantFrom('strict', 'always_attend', 'max_prop', 'equi'),
      levels: fc.constantFrom([1, 4], [2], [10, 100]),
      halfLife: fc.constantFrom(1, 5, 600),
      extras: fc.array(
        fc.record({
          user: fc.constantFrom('ana', 'ben', undefined),
          estimate: fc.constantFrom(undefined, undefined, 1, 4, 20),
        }),
        { minLength: 14, maxLength: 14 },
      ),
      overheads: limits.overheads === false ? fc.constant(NO_OVERHEADS) : overheads,
    })
    .map(({ drawn: { jobs, config }, policy, realloc, levels, halfLife, extras, overheads }) => ({
      jobs: jobs.map((job, position) => ({ ...specOf(job, position), ...extras[position] })),
      capacity: config.capacity,
      rules: rulesOf(policy, realloc, { ...config, levels, halfLife }),
      parallel: config.speedup.kind === 'linear' ? undefined : config.speedup.f,
      overheads,
    }));
}

/** For messages of failed properties. */
export function asText({ jobs, capacity, rules, parallel, overheads }: Run): string {
  const words = jobs.map((job) => JSON.stringify({ ...job, program: undefined, env: undefined }));
  return [JSON.stringify({ ...describeRules(rules), capacity, parallel, overheads }), ...words].join('\n');
}

function specOf(job: RefJob, position: number): JobSpec {
  const { id, arrival, duration, cores, minCores, maxCores, priority, retries, updates, timeout } = job;
  const work = { kind: 'duration', seconds: duration } as const;
  return jobSpec({
    id,
    position,
    arrival,
    work,
    cores,
    minCores,
    maxCores,
    priority,
    retries,
    updates,
    timeout,
  });
}
