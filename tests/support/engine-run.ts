import { Engine } from '../../src/core/engine.js';
import type { Job } from '../../src/core/job-state.js';
import { Pool } from '../../src/core/pool.js';
import { drive, type Run } from '../../src/driver/drive.js';
import { Feed } from '../../src/driver/feed.js';
import { describeRules } from '../../src/driver/rules.js';
import type { Executor } from '../../src/executors/executor.js';
import { type Overheads, SimExecutor } from '../../src/executors/sim/sim-executor.js';
import { amdahl, linear, type Speedup } from '../../src/executors/sim/speedup.js';
import type { LogRecord } from '../../src/log/records.js';
import { createFold } from '../../src/metrics/fold.js';
import type { RunReport } from '../../src/metrics/report.js';
import { findPolicy } from '../../src/policies/index.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { findRealloc } from '../../src/realloc/index.js';
import { shared } from '../../src/realloc/shared.js';
import type { RefConfig, RefJob, RefSchedule } from '../reference/reference-scheduler.js';

/** What is not as in a plain simulation without overheads. */
export interface EngineRunOptions {
  /** In place of the simulator. */
  readonly executor?: Executor;
  /** Bytes of all, and of each job. */
  readonly memory?: { readonly limit: number; readonly of: (position: number) => number };
  readonly cancelWhen?: Run['cancelWhen'];
}

/** Runs a workload of the reference implementation through engine, driver, executor and metrics. */
export async function engineRun(
  jobs: readonly RefJob[],
  config: RefConfig,
  onStep?: (engine: Engine, pool: Pool, jobs: readonly Job[]) => void,
  options: EngineRunOptions = {},
): Promise<{
  report: RunReport;
  records: readonly LogRecord[];
  engine: Engine;
  pool: Pool;
  jobs: readonly Job[];
}> {
  const { memory, cancelWhen } = options;
  const module = findPolicy(config.policy)!;
  const chosen = { ...DEFAULT_POLICY_OPTIONS, ...config };
  const mode = config.policy === 'none' ? undefined : findRealloc(config.realloc)!;
  const policy = module.create(chosen);
  const realloc = mode?.create() ?? shared();
  const pool = new Pool(Array.from({ length: config.capacity }, (_, index) => index));
  const engine = new Engine({ policy, realloc, pool, memory: memory?.limit ?? Infinity });
  const feed = new Feed(jobs, (position) => ({
    timeout: Infinity,
    ...jobs[position]!,
    position,
    memory: memory?.of(position) ?? 0,
    user: jobs[position]!.user,
    dedicated: (config.startup ?? 0) + jobs[position]!.duration,
    estimate: jobs[position]!.estimate ?? (config.startup ?? 0) + jobs[position]!.duration,
  }));
  const all = feed.all();
  const executor = options.executor ?? simulator(jobs, config);
  const records: LogRecord[] = [];
  const fold = createFold();
  const recorder = {
    append(record: LogRecord) {
      records.push(record);
      fold.append(record);
    },
  };
  recorder.append({
    kind: 'run',
    version: 1,
    tfsched: 'test',
    run: 'test',
    command: 'simulate',
    workload: { file: 'test' },
    config: {
      ...describeRules({ policy: module, options: chosen, realloc: mode }),
      cores: config.capacity,
      executor: 'sim',
      ...(memory !== undefined && { memory: memory.limit }),
    },
    ids: pool.ids,
  });
  for (const job of all) {
    recorder.append({
      kind: 'job',
      job: job.id,
      position: job.position,
      model: 'spin',
      arrival: job.arrival,
      cores: job.cores,
      min_cores: job.minCores,
      max_cores: job.maxCores,
      priority: job.priority,
      ...(job.user !== undefined && { user: job.user }),
      ...(job.dedicated !== undefined && { dedicated: job.dedicated }),
      ...(job.estimate !== undefined && { estimate: job.estimate }),
      ...(job.timeout !== Infinity && { timeout: job.timeout }),
      ...(job.retries > 0 && { retries: job.retries }),
      ...(job.memory > 0 && { memory: job.memory }),
    });
  }
  await drive({
    engine,
    feed,
    executor,
    recorder,
    onStep: () => onStep?.(engine, pool, all),
    ...(cancelWhen && { cancelWhen }),
  });
  return { report: fold.report(), records, engine, pool, jobs: all };
}

/** The simulator with the programs of a workload. */
export function simulator(jobs: readonly RefJob[], config: RefConfig, overheads?: Overheads): SimExecutor {
  const startup = config.startup ?? 0;
  return new SimExecutor(
    (job) => ({ model: 'spin', duration: jobs[job.position]!.duration, startup }),
    speedupOf(config),
    overheads,
  );
}

/** The speed-up that a configuration names. */
export function speedupOf({ speedup }: RefConfig): Speedup {
  return speedup.kind === 'linear' ? linear : amdahl(speedup.f);
}

/** The part of a report that the reference gives too. */
export function asSchedule(report: RunReport): RefSchedule {
  return { makespan: report.summary.makespan, jobs: report.jobs, segments: report.segments } as RefSchedule;
}
