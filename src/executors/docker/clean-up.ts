import type { DockerClient } from './client.js';

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
  try {
    for (let round = 0; ; round++) {
      const left = await client.list(label);
      if (left.length === 0 || round === ROUNDS) return left.map(({ name }) => name);
      const ids = left.map(({ id }) => id);
      const worker = async (): Promise<void> => {
        for (let id = ids.pop(); id !== undefined; id = ids.pop())
          await client.remove(id).catch(() => undefined);
      };
      await Promise.all(Array.from({ length: PARALLEL }, worker));
    }
  } catch {
    return undefined;
  }
}
