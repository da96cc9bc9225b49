import type { CoreId } from '../core/actions.js';
import { Engine } from '../core/engine.js';
import { Pool, type Seat } from '../core/pool.js';
import type { Executor } from '../executors/executor.js';
import { LOG_VERSION, type LogRecord, type RunConfig } from '../log/records.js';
import type { JobSpec, Workload } from '../workload/workload.js';
import { drive, type RunRecorder } from './drive.js';
import { jobRecord, jobRequest } from './entries.js';
import { Feed } from './feed.js';
import { checkerOf, describeRules, instantiate, type Rules } from './rules.js';

/** What of a job is known before the run, beside its line in the workload. */
export interface KnownJob {
  /** Training steps that it is told to do. */
  readonly steps: number | undefined;
  /** Start-up and duration alone at the requested cores, seconds. */
  readonly dedicated: number | undefined;
  /** Memory limit in bytes that is reserved while its container is there; 0 for none. */
  readonly memory: number;
}

/** A run on real time. */
export interface RealRun {
  readonly workload: Workload;
  readonly rules: Rules;
  /** The cores that it may use; their number is the capacity. */
  readonly ids: readonly CoreId[];
  readonly seats: ReadonlyMap<CoreId, Seat> | undefined;
  /** Bytes that the limits of started containers may add up to. */
  readonly memory: number;
  readonly known: (spec: JobSpec) => KnownJob;
  /** The containers that are wanted first are armed, and its clock stands at 0. */
  readonly executor: Executor;
  readonly startClock: () => void;
  readonly recorder: RunRecorder;
  readonly header: {
    readonly run: string;
    readonly version: string;
    readonly created: string;
    readonly host: Readonly<Record<string, string | number>>;
    readonly arming: number;
    readonly config: Pick<RunConfig, 'emulate' | 'seed'>;
  };
  /** The first job that does not finish ends the run. */
  readonly failFast: boolean;
}

/** Replays a workload on an executor in real time (design 5). Resolves when every job has ended. */
export async function runOnDocker(run: RealRun): Promise<void> {
  const { workload, rules, ids, recorder, header, executor } = run;
  const capacity = ids.length;
  recorder.append({
    kind: 'run',
    version: LOG_VERSION,
    tfsched: header.version,
    run: header.run,
    created: header.created,
    command: 'run',
    workload: { file: workload.file, ...(workload.name !== undefined && { name: workload.name }) },
    config: {
      ...describeRules(rules),
      cores: capacity,
      executor: 'docker',
      ...(run.memory !== Infinity && { memory: run.memory }),
      ...header.config,
    },
    ids,
    host: header.host,
    arming: header.arming,
  });
  for (const spec of workload.jobs) recorder.append(jobRecord(spec, capacity, run.known(spec)));
  const pool = new Pool(ids, run.seats);
  const engine = new Engine({ ...instantiate(rules), pool, memory: run.memory });
  const feed = new Feed(workload.jobs, (index) => {
    const spec = workload.jobs[index]!;
    const { memory, dedicated } = run.known(spec);
    return { ...jobRequest(spec, capacity, dedicated), memory };
  });
  run.startClock();
  await drive({
    engine,
    feed,
    executor,
    recorder,
    beat: 1,
    onStep: checkerOf(rules, engine, pool, feed),
    ...(run.failFast && { cancelWhen: firstFailure }),
  });
}

/** Why the first job that does not finish ends a run (`--fail-fast`). */
export function firstFailure(ended: LogRecord & { kind: 'ended' }): string | undefined {
  return ended.state === 'failed' ? `fail-fast: ${ended.job} failed` : undefined;
}
