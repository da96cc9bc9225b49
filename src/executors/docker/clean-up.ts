import type { ContainerSummary, DockerClient } from './client.js';

/** Rounds of listing and removing: a call that was given up may still make a container. */
const ROUNDS = 3;

/** Containers that are removed at the same time. */
const PARALLEL = 4;

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
