import type { JobContainer } from '../containers/container.js';
import type { DockerClient, Limits } from '../daemon/client.js';
import type { ActionDeps } from './actions.js';

/** Sets what a container may use, and remembers it. @throws DockerError */
export async function setLimits(
  client: DockerClient,
  container: JobContainer,
  limits: Limits,
): Promise<void> {
  // Nothing to set is no call, and no event comes back.
  if (Object.keys(limits).length === 0) return;
  const { own } = container;
  own.update += 1;
  try {
    await client.update(container.id, limits);
  } catch (error) {
    own.update = Math.max(0, own.update - 1);
    throw error;
  }
  container.limits = { ...container.limits, ...limits };
}

/** Sets them, and has the kernel asked whether they are in force. @throws DockerError */
export async function putInForce(
  { workshop, limitsSet }: Pick<ActionDeps, 'workshop' | 'limitsSet'>,
  container: JobContainer,
  limits: Limits,
): Promise<void> {
  await setLimits(workshop.client, container, limits);
  limitsSet(container, limits);
}
