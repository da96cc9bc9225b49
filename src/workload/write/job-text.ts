import { defaultId } from '../document/build-job.js';
import { findModel } from '../models.js';
import type { JobSpec } from '../workload.js';

/** The keys of a job as a workload file has them; those that are as their defaults are left out. */
export function jobKeysOf(job: JobSpec): Readonly<Record<string, unknown>> {
  const { program, work } = job;
  const keys: Record<string, unknown> = {
    id: job.id === defaultId(job.position) ? undefined : job.id,
    arrival: job.arrival || undefined,
    duration: work.kind === 'duration' ? work.seconds : undefined,
    steps: work.kind === 'steps' ? work.steps : undefined,
    cores: job.cores,
  };
  if (program.kind === 'model') {
    const model = findModel(program.model);
    keys.model = program.model;
    keys.batch = program.batch === model?.defaultBatch ? undefined : program.batch;
    keys.seed = program.seed;
    keys.duty = program.duty;
    keys.memory = job.memory === model?.defaultMemory ? undefined : job.memory;
  } else {
    keys.image = program.image;
    keys.command = program.command.length === 0 ? undefined : program.command;
    keys.progress = program.progress || undefined;
    keys.mounts = program.mounts.length === 0 ? undefined : program.mounts;
    keys.network = program.network || undefined;
    keys.run_as = program.runAs;
    keys.writable = program.writable || undefined;
    keys.memory = job.memory;
  }
  Object.assign(keys, {
    inter_op: job.interOp,
    intra_op: job.intraOp === job.cores ? undefined : job.intraOp,
    priority: job.priority || undefined,
    min_cores: job.minCores === 1 ? undefined : job.minCores,
    max_cores: job.maxCores,
    retries: job.retries || undefined,
    timeout: job.timeout,
    env: Object.keys(job.env).length === 0 ? undefined : job.env,
    user: job.user,
    estimate: job.estimate,
    updates: job.updates.length === 0 ? undefined : job.updates,
  });
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
}
