import { Engine } from '../core/engine.js';
import type { JobView } from '../core/job.js';
import { Pool } from '../core/pool.js';
import { type Overheads, SimExecutor, type SimProgram } from '../executors/sim/sim-executor.js';
import type { Speedup } from '../executors/sim/speedup.js';
import { LOG_VERSION } from '../log/records.js';
import type { JobSpec, Workload } from '../workload/workload.js';
import { drive, type RunRecorder } from './drive.js';
import { jobRecord, jobRequest, programName } from './entries.js';
import { Feed } from './feed.js';
import { checkerOf, describeRules, instantiate, type Rules } from './rules.js';

/** A run in virtual time. */
export interface Simulation {
  readonly workload: Workload;
  readonly capacity: number;
  readonly rules: Rules;
  readonly speedup: { readonly name: string; readonly of: Speedup };
  readonly overheads: Overheads;
  /** Seconds of work of a job at the cores it requested at submission. */
  readonly durationOf: (spec: JobSpec) => number;
  /** Seconds from a job's start to its first step, where that differs from job to job; else overheads.startup. */
  readonly startupOf?: ((spec: JobSpec) => number) | undefined;
  /** What the speed-up knows a job's program by; default: its model or image. */
  readonly programOf?: ((spec: JobSpec) => string) | undefined;
  readonly recorder: RunRecorder;
  /** Version of tfsched, for the log. */
  readonly version: string;
}

/** Replays a workload in virtual time (design 7): the same engine, rules and log as on Docker. */
export async function simulate(simulation: Simulation): Promise<void> {
  const { workload, capacity, rules, speedup, overheads, recorder } = simulation;
  const { jobs } = workload;
  const { durationOf, startupOf = () => overheads.startup, programOf = programName } = simulation;
  const pool = new Pool(Array.from({ length: capacity }, (_, index) => index));
  recorder.append({
    kind: 'run',
    version: LOG_VERSION,
    tfsched: simulation.version,
    run: 'simulation',
    command: 'simulate',
    workload: { file: workload.file, ...(workload.name !== undefined && { name: workload.name }) },
    config: {
      ...describeRules(rules),
      cores: capacity,
      executor: 'sim',
      speedup: speedup.name,
      overheads: { ...overheads },
    },
    ids: pool.ids,
  });
  const dedicatedOf = (spec: JobSpec): number => startupOf(spec) + durationOf(spec);
  for (const spec of jobs) {
    const dedicated = dedicatedOf(spec);
    const steps = spec.work.kind === 'steps' ? spec.work.steps : undefined;
    recorder.append(jobRecord(spec, capacity, { steps, dedicated }));
  }
  const engine = new Engine({ ...instantiate(rules), pool });
  const feed = new Feed(jobs, (index) => jobRequest(jobs[index]!, capacity, dedicatedOf(jobs[index]!)));
  const simProgramOf = ({ position }: JobView): SimProgram => {
    const spec = jobs[position]!;
    return { model: programOf(spec), duration: durationOf(spec), startup: startupOf(spec) };
  };
  await drive({
    engine,
    feed,
    onStep: checkerOf(rules, engine, pool, feed),
    executor: new SimExecutor(simProgramOf, speedup.of, overheads),
    recorder,
  });
}
