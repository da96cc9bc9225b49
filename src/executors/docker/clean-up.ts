import type { ContainerSummary, DockerClient } from './client.js';
import { runsOn } from './core-lock.js';
import type { DockerHost } from './host.js';
import { RUN_LABEL } from './labels.js';
import { removeGroupsPatiently, runsWithGroups } from './parent-groups-left.js';

/** Rounds of listing and removing: a call that was given up may still make a container. */
const ROUNDS = 3;

/** Containers that are removed at the same time. */
const PARALLEL = 4;

/** A run that holds no cores any more and left something behind. */
export interface LeftRun {
  readonly run: string;
  /** Names of its containers; empty when only the kernel's accounting of them is left. */
  readonly containers: readonly string[];
}

/**
 * What runs that are over have left on a Docker host.
 *
 * @param lockFolder where the locks are: a run that has one there is not over
 * @throws DockerError
 */
export async function leftRuns(
  client: DockerClient,
  host: DockerHost,
  lockFolder: string,
): Promise<readonly LeftRun[]> {
  const left = new Map<string, string[]>();
  for (const run of host.cgroups === undefined ? [] : runsWithGroups(host.cgroups)) left.set(run, []);
  for (const { name, labels } of await client.list(RUN_LABEL)) {
    const run = labels[RUN_LABEL] ?? '';
    left.set(run, [...(left.get(run) ?? []), name]);
  }
  for (const { run } of runsOn(lockFolder, host.daemon.id)) left.delete(run);
  return [...left].map(([run, containers]) => ({ run, containers }));
}

/**
 * Removes all that a run left on a Docker host. Never throws.
 *
 * @returns the names of the containers that are still there, or undefined when the daemon does not say
 */
export async function removeRun(
  client: DockerClient,
  host: DockerHost,
  run: string,
): Promise<readonly string[] | undefined> {
  const names = await removeEverything(client, `${RUN_LABEL}=${run}`);
  if (host.cgroups !== undefined) await removeGroupsPatiently(host.cgroups, host.daemon, run);
  return names;
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
