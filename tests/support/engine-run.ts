import { Engine } from '../../src/core/engine.js';
import type { Job } from '../../src/core/job-state.js';
import { Pool } from '../../src/core/pool.js';
import { drive } from '../../src/driver/drive.js';
import { Feed } from '../../src/driver/feed.js';
import { SimExecutor } from '../../src/executors/sim/sim-executor.js';
import { amdahl, linear } from '../../src/executors/sim/speedup.js';
import type { LogRecord } from '../../src/log/records.js';
import { createFold } from '../../src/metrics/fold.js';
import type { RunReport } from '../../src/metrics/report.js';
import { findPolicy } from '../../src/policies/index.js';
import { findRealloc } from '../../src/realloc/index.js';
import { shared } from '../../src/realloc/shared.js';
import type { RefConfig, RefJob, RefSchedule } from '../reference/reference-scheduler.js';

/** Runs a workload of the reference implementation through engine, driver, simulator and metrics. */
export async function engineRun(
  jobs: readonly RefJob[],
  config: RefConfig,
  onStep?: (engine: Engine, pool: Pool, jobs: readonly Job[]) => void,
): Promise<{ report: RunReport; records: readonly LogRecord[] }> {
  const policy = findPolicy(config.policy)!.create(config);
  const realloc = config.policy === 'none' ? shared() : findRealloc(config.realloc)!.create();
  const pool = new Pool(Array.from({ length: config.capacity }, (_, index) => index));
  const engine = new Engine({ policy, realloc, pool });
  const feed = new Feed(jobs, (position) => ({
    timeout: Infinity,
    ...jobs[position]!,
    position,
    memory: 0,
    user: undefined,
    estimate: undefined,
  }));
  const all = feed.all();
  const speedup = config.speedup.kind === 'linear' ? linear : amdahl(config.speedup.f);
  const executor = new SimExecutor(
    (job) => ({ model: 'spin', duration: jobs[job.position]!.duration, startup: config.startup ?? 0 }),
    speedup,
  );
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
      policy: config.policy,
      realloc: config.policy === 'none' ? null : config.realloc,
      cores: config.capacity,
      options: {},
      executor: 'sim',
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
    });
  }
  await drive({ engine, feed, executor, recorder, onStep: () => onStep?.(engine, pool, all) });
  return { report: fold.report(), records };
}

/** The part of a report that the reference gives too. */
export function asSchedule(report: RunReport): RefSchedule {
  return { makespan: report.summary.makespan, jobs: report.jobs, segments: report.segments } as RefSchedule;
}
