import { createDockerodeClient } from '../../../../src/executors/docker/dockerode-client.js';
import { RUN_LABEL } from '../../../../src/executors/docker/labels.js';
import { runnerImageTag } from '../../../../src/image/runner-image-tag.js';

const client = createDockerodeClient();

/** Stands in images that have sh and Python; the tests' own programs run in it. */
export const RUNNER = await runnerImageTag();

/** Names of the containers of a run that the daemon knows, in whatever state. */
export async function containersOf(run: string): Promise<readonly string[]> {
  const all = await client.list(RUN_LABEL);
  return all.filter(({ labels }) => labels[RUN_LABEL]?.startsWith(run)).map(({ name }) => name);
}

/** Waits until so many containers of any run began with one of these jobs' names. */
export async function containersOfJobs(jobs: RegExp, count: number): Promise<void> {
  for (;;) {
    const all = await client.list(RUN_LABEL);
    if (all.filter(({ name }) => jobs.test(name)).length >= count) return;
  }
}
