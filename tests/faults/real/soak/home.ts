import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDockerodeClient } from '../../../../src/executors/docker/daemon/dockerode-client.js';
import { SecondDaemon } from '../../../docker/second-daemon.js';
import { outputOf, launch } from '../tfsched.js';
import type { Place } from './course.js';

/** Where a soak runs: on a daemon of its own, which can be restarted, or on the machine's where there cannot be one. */
export interface Home extends Place {
  /** Ends the daemon and removes all that is left. */
  close(): Promise<void>;
}

/** @throws Error where there is no daemon, or no runner image */
export async function openHome(): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), 'tfsched-soak-'));
  const image = (await outputOf(launch(folder, 'image build'))).trim();
  const daemon = SecondDaemon.isPossible() ? new SecondDaemon() : undefined;
  const close = async (): Promise<void> => {
    await daemon?.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  if (daemon === undefined)
    return { folder, client: createDockerodeClient(), env: {}, restartDaemon: undefined, close };
  try {
    await daemon.start();
    for (const needed of [image, undefined]) await daemon.takeImage(needed);
  } catch (error) {
    await close();
    throw error;
  }
  const restartDaemon = async (): Promise<void> => {
    await daemon.stop('SIGTERM');
    await daemon.start();
  };
  return { folder, client: daemon.client(), env: { DOCKER_HOST: daemon.host }, restartDaemon, close };
}
