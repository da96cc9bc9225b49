import { type Allowance, grantsMissing } from '../../executors/docker/containers/grants.js';
import { mountProblems, type MountRules } from '../../executors/docker/containers/mounts.js';
import type { DockerClient } from '../../executors/docker/daemon/client.js';
import type { DockerHost } from '../../executors/docker/host/host.js';
import { runnerImageTag } from '../../image/runner-image-tag.js';
import { PlanError } from '../../planning/plan-error.js';
import { imageOf } from '../../planning/plans.js';
import type { Workload } from '../../workload/workload.js';
import { DockerMissing } from '../errors.js';

/** The images of a run: tags, and the ids that profiles are kept by. */
export interface RunImages {
  readonly runner: string;
  /** By tag. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Looks for every image that the workload needs.
 * @param pull fetches one that is missing; undefined where it may not
 * @throws DockerMissing naming each that is not there, with the mend
 */
export async function findImages(
  client: DockerClient,
  workload: Workload,
  pull: ((image: string) => Promise<void>) | undefined,
): Promise<RunImages> {
  const runner = await runnerImageTag();
  const ids = new Map<string, string>();
  const missing: string[] = [];
  for (const tag of new Set(workload.jobs.map((spec) => imageOf(spec, runner)))) {
    let image = await client.image(tag);
    if (image === undefined && tag !== runner && pull !== undefined) {
      await pull(tag);
      image = await client.image(tag);
    }
    if (image !== undefined) ids.set(tag, image.id);
    else if (tag === runner)
      missing.push(`the runner image ${tag} is not built: run \`tfsched image build\``);
    else missing.push(`there is no image ${tag}: pull or build it, or let --pull missing do it`);
  }
  if (missing.length > 0) throw new DockerMissing(missing.join('\n'));
  return { runner, ids };
}

/** @throws PlanError naming each job that asks for what `--allow` does not give */
export function checkGrants(workload: Workload, { grants }: Allowance): void {
  const problems = workload.jobs.flatMap((job) => {
    const missing = grantsMissing(job, grants);
    return missing.length === 0
      ? []
      : [`job ${job.id} asks for ${missing.join(', ')}: give --allow ${missing.join(',')}`];
  });
  if (problems.length > 0) throw new PlanError(problems.join('\n'));
}

/** @throws PlanError naming each mount that is not there or must not be made */
export function checkMounts(workload: Workload, host: DockerHost, rules: MountRules): void {
  const asking = workload.jobs.find(({ program }) => program.kind === 'image' && program.mounts.length > 0);
  if (asking !== undefined && !host.seesFolders)
    throw new PlanError(
      `job ${asking.id} asks for mounts, and the Docker host cannot see folders of this machine`,
    );
  const problems = mountProblems(workload.jobs, rules);
  if (problems.length > 0) throw new PlanError(problems.join('\n'));
}

/** @throws PlanError naming each job whose memory limit is above the host's memory */
export function checkMemory(workload: Workload, host: DockerHost): void {
  const problems = workload.jobs
    .filter(({ memory }) => memory !== undefined && memory > host.memory)
    .map(
      ({ id }) =>
        `job ${id} asks for more memory than the Docker host's ${Math.floor(host.memory / 2 ** 20)} MiB`,
    );
  if (problems.length > 0) throw new PlanError(problems.join('\n'));
}
