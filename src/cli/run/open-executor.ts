import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { JobPlan } from '../../executors/docker/container-spec.js';
import { nameCores } from '../../executors/docker/core-lock.js';
import { createDockerExecutor, type DockerExecutor } from '../../executors/docker/executor.js';
import type { RunCores } from '../../executors/docker/executor-options.js';
import type { ChosenCores } from '../../planning/choose-cores.js';
import type { Workload } from '../../workload/workload.js';
import { WriteError } from '../errors.js';
import type { Connection } from './connect.js';
import type { RunFlags } from './flags.js';
import { lockFolder } from './lock-folder.js';
import type { Progress } from './progress.js';

interface Surroundings {
  readonly connection: Connection;
  readonly cores: ChosenCores;
  /** The run's folder. */
  readonly folder: string;
  readonly workload: Workload;
  readonly flags: RunFlags;
  readonly progress: Progress;
  readonly env: { readonly XDG_STATE_HOME?: string | undefined };
  /** Ends the waiting for cores. */
  readonly signal: AbortSignal;
}

/** Opens an executor for some plans, whose containers are named after `run`. */
export type OpenExecutor = (run: string, plans: readonly JobPlan[]) => Promise<DockerExecutor>;

export function executorOpener(around: Surroundings): OpenExecutor {
  const { connection, cores, folder, workload, flags, progress, env, signal } = around;
  const runCores: RunCores = cores.emulated
    ? { kind: 'emulated', capacity: cores.ids.length }
    : { kind: 'pinned', ids: cores.ids };
  return (run, plans) => {
    makeFolder(lockFolder(env));
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
      lock: {
        folder: lockFolder(env),
        mode: flags.wait === true ? 'wait' : flags.share === true ? 'share' : 'refuse',
        onWait: (holder) =>
          progress.say(`waiting for run ${holder.run}, which has ${nameCores(holder.cores)}`),
        signal,
      },
    });
  };
}

/** @throws WriteError */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WriteError(
      `the cores cannot be locked: ${reason}; set XDG_STATE_HOME to a folder that can be written`,
    );
  }
}
