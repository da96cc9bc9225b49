import type { RunCores } from '../../executors/docker/actions/core-limits.js';
import type { JobPlan } from '../../executors/docker/containers/container-spec.js';
import { createDockerExecutor, type DockerExecutor } from '../../executors/docker/executor.js';
import type { CoreLock } from '../../executors/docker/ownership/core-lock.js';
import type { ChosenCores } from '../../planning/choose-cores.js';
import type { Connection } from './connect.js';
import type { DockerFlags } from './flags.js';

interface Surroundings {
  readonly run: string;
  readonly connection: Connection;
  readonly cores: ChosenCores;
  /** Of these cores. */
  readonly lock: CoreLock;
  /** The run's folder. */
  readonly folder: string;
  readonly flags: Pick<DockerFlags, 'allow'>;
  readonly seed: number;
  /** How often the run was resumed by now. */
  readonly resumes?: number;
  /** Relative mounts start here. */
  readonly workloadFolder: string;
  /** Mounts lie in one of these. */
  readonly mountFolders: readonly string[];
}

/**
 * Opens an executor for jobs whose plans are asked for when they are armed or started. Only one can be open at a time, as containers
 * are named after the run and the job.
 */
export type OpenExecutor = (planOf: (job: string) => JobPlan) => Promise<DockerExecutor>;

export function executorOpener(around: Surroundings): OpenExecutor {
  const { run, connection, cores, lock, folder, flags, seed, resumes = 0 } = around;
  const { workloadFolder, mountFolders } = around;
  const runCores: RunCores = cores.emulated
    ? { kind: 'emulated', capacity: cores.ids.length }
    : { kind: 'pinned', ids: cores.ids };
  return (planOf) =>
    createDockerExecutor({
      ...connection,
      context: {
        ...{ run, grants: flags.allow.grants, seed, workloadFolder, mountFolders },
        hostMemory: connection.host.memory,
      },
      runFolder: folder,
      cores: runCores,
      planOf,
      lock,
      resumes,
    });
}

/** Looks plans up by their job. */
export function planIn(plans: readonly JobPlan[]): (job: string) => JobPlan {
  const byJob = new Map(plans.map((plan) => [plan.job.id, plan]));
  return (job) => {
    const plan = byJob.get(job);
    if (plan === undefined) throw new Error(`no plan for job ${job}`);
    return plan;
  };
}
