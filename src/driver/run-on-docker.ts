import type { CoreId } from '../core/actions.js';
import { Engine } from '../core/engine.js';
import { Pool, type Seat } from '../core/pool.js';
import type { Executor } from '../executors/executor.js';
import { LOG_VERSION, type LogRecord, type RunConfig } from '../log/records.js';
import type { JobSpec, Workload } from '../workload/workload.js';
import { drive, type Run, type RunRecorder } from './drive.js';
import { jobRecord, jobRequest } from './entries.js';
import { Feed } from './feed.js';
import type { RunParts } from './recover.js';
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

/** What a run on real time depends on beside its log. */
export interface RunTerms {
  readonly workload: Workload;
  readonly rules: Rules;
  /** The cores that it may use; their number is the capacity. */
  readonly ids: readonly CoreId[];
  readonly seats: ReadonlyMap<CoreId, Seat> | undefined;
  /** Bytes that the limits of started containers may add up to. */
  readonly memory: number;
  readonly known: (spec: JobSpec) => KnownJob;
}

/** A run on real time. */
export interface RealRun extends RunTerms {
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
  const { workload, rules, ids, recorder, header } = run;
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
  const parts = partsOf(run);
  run.startClock();
  await driveOnDocker(run, parts);
}

/** The parts of a run, made anew: nothing has happened yet. */
export function partsOf({ workload, rules, ids, seats, memory, known }: RunTerms): RunParts {
  const pool = new Pool(ids, seats);
  const engine = new Engine({ ...instantiate(rules), pool, memory });
  const feed = new Feed(workload.jobs, (index) => {
    const spec = workload.jobs[index]!;
    const job = known(spec);
    return { ...jobRequest(spec, ids.length, job.dedicated), memory: job.memory };
  });
  return { engine, pool, feed };
}

/** Drives a run whose clock goes, from where its parts stand to its end. */
export async function driveOnDocker(
  { rules, executor, recorder, failFast }: Pick<RealRun, 'rules' | 'executor' | 'recorder' | 'failFast'>,
  { engine, pool, feed }: RunParts,
  resumed?: Run['resumed'],
): Promise<void> {
  await drive({
    engine,
    feed,
    executor,
    recorder,
    beat: 1,
    onStep: checkerOf(rules, engine, pool, feed),
    ...(resumed && { resumed }),
    ...(failFast && { cancelWhen: firstFailure }),
  });
}

/** Why the first job that does not finish ends a run (`--fail-fast`). */
function firstFailure(ended: LogRecord & { kind: 'ended' }): string | undefined {
  return ended.state === 'failed' ? `fail-fast: ${ended.job} failed` : undefined;
}
