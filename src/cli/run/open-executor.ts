import { dirname, resolve } from 'node:path';
import type { JobPlan } from '../../executors/docker/container-spec.js';
import type { CoreLock } from '../../executors/docker/core-lock.js';
import { createDockerExecutor, type DockerExecutor } from '../../executors/docker/executor.js';
import type { RunCores } from '../../executors/docker/executor-options.js';
import type { ChosenCores } from '../../planning/choose-cores.js';
import type { Workload } from '../../workload/workload.js';
import type { Connection } from './connect.js';
import type { RunFlags } from './flags.js';

interface Surroundings {
  readonly run: string;
  readonly connection: Connection;
  readonly cores: ChosenCores;
  /** Of these cores. */
  readonly lock: CoreLock;
  /** The run's folder. */
  readonly folder: string;
  readonly workload: Workload;
  readonly flags: RunFlags;
}

/** Opens an executor for some plans. Only one can be open at a time, as containers are named after the run and the job. */
export type OpenExecutor = (plans: readonly JobPlan[]) => Promise<DockerExecutor>;

export function executorOpener(around: Surroundings): OpenExecutor {
  const { run, connection, cores, lock, folder, workload, flags } = around;
  const runCores: RunCores = cores.emulated
    ? { kind: 'emulated', capacity: cores.ids.length }
    : { kind: 'pinned', ids: cores.ids };
  return (plans) => {
    const byJob = new Map(plans.map((plan) => [plan.job.id, plan]));
    return createDockerExecutor({
      ...connection,
      context: {
        run,
        grants: new Set(flags.allow),
        seed: flags.seed,
        workloadFolder: dirname(resolve(workload.file)),
      },
      runFolder: folder,
      cores: runCores,
      planOf(job) {
        const plan = byJob.get(job);
        if (plan === undefined) throw new Error(`no plan for job ${job}`);
        return plan;
      },
      lock,
    });
  };
}
