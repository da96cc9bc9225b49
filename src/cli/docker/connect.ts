import type { DockerClient } from '../../executors/docker/daemon/client.js';
import { createDockerodeClient } from '../../executors/docker/daemon/dockerode-client.js';
import { type DockerHost, readHost } from '../../executors/docker/host/host.js';
import { noDaemon } from '../errors.js';

export interface Connection {
  readonly client: DockerClient;
  readonly host: DockerHost;
}

/**
 * Finds the daemon of DOCKER_HOST, else of the default socket.
 * @throws DockerMissing with the mend
 */
export async function connect(): Promise<Connection> {
  try {
    const client = createDockerodeClient();
    await client.ping();
    return { client, host: await readHost(client) };
  } catch (error) {
    throw noDaemon(error);
  }
}
