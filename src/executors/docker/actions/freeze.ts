import type { JobContainer } from '../containers/container.js';
import type { Workshop } from '../containers/workshop.js';
import { DockerError } from '../daemon/client.js';
import { setLimits } from './set-limits.js';

/** Says runc under cgroup version 1 when the tasks of a group get no CPU time in which to stop. */
const NOT_FROZEN = /unable to freeze/i;

/**
 * Pauses a container. One that has used up its quota stands still only without it, so it is taken off until the container is resumed:
 * whoever resumes it sets its limits first.
 * @throws DockerError
 */
export async function freeze(workshop: Workshop, container: JobContainer): Promise<void> {
  const { client, hostCores } = workshop;
  const { id, limits } = container;
  if (limits.nanoCpus === undefined) return client.pause(id);
  if (await isPausedAtOnce(workshop, id)) return;
  await setLimits(client, container, { nanoCpus: hostCores * 1e9 });
  try {
    await client.pause(id);
  } catch (error) {
    await setLimits(client, container, limits).catch(() => undefined);
    throw error;
  }
}

/** False where its quota is in the way. Repeating the call would be of no use then, and costs the host CPU time. @throws DockerError */
async function isPausedAtOnce({ client, direct }: Workshop, id: string): Promise<boolean> {
  try {
    await direct.pause(id);
    return true;
  } catch (error) {
    if (error instanceof DockerError && NOT_FROZEN.test(error.message)) return false;
    // Whatever else it was may have passed.
    await client.pause(id);
    return true;
  }
}
