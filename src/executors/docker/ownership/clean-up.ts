import type { ContainerSummary, DockerClient } from '../daemon/client.js';
import type { DockerHost } from '../host/host.js';
import { removeGroupsPatiently, runsWithGroups } from '../host/parent-groups-left.js';
import { RUN_LABEL } from './labels.js';
import { thisOwner } from './origin.js';

/** Rounds of listing and removing: a call that was given up may still make a container. */
const ROUNDS = 3;

/** Containers that are removed at the same time. */
const PARALLEL = 4;

/** What of a run could not be removed. */
export interface Remains {
  /** Names of containers; undefined when the daemon does not say. */
  readonly containers: readonly string[] | undefined;
  /** The kernel still has groups of it. */
  readonly groups: boolean;
}

/** Removes all that a run left on a Docker host. Never throws. */
export async function removeRun(client: DockerClient, host: DockerHost, run: string): Promise<Remains> {
  const containers = await removeEverything(client, `${RUN_LABEL}=${run}`);
  const { cgroups, daemon } = host;
  // Only root can remove groups, and only root has any that are named after a run.
  if (cgroups === undefined || thisOwner().uid !== 0) return { containers, groups: false };
  await removeGroupsPatiently(cgroups, daemon, run);
  return { containers, groups: runsWithGroups(cgroups).includes(run) };
}

/**
 * Stops and removes every container with a label.
 *
 * @returns the names of those that are left, or undefined when the daemon does not say
 */
export async function removeEverything(
  client: DockerClient,
  label: string,
): Promise<readonly string[] | undefined> {
  let left: readonly ContainerSummary[] | undefined;
  for (let round = 0; round <= ROUNDS; round++) {
    left = await listIfPossible(client, label);
    if (left?.length === 0 || round === ROUNDS) break;
    await removeAll(client, left ?? []);
  }
  return left?.map(({ name }) => name);
}

async function listIfPossible(
  client: DockerClient,
  label: string,
): Promise<readonly ContainerSummary[] | undefined> {
  try {
    return await client.list(label);
  } catch {
    return undefined;
  }
}

async function removeAll(client: DockerClient, containers: readonly ContainerSummary[]): Promise<void> {
  const ids = containers.map(({ id }) => id);
  const worker = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) await client.remove(id).catch(() => undefined);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}
