import type Dockerode from 'dockerode';
import { followDaemon, type OnProgress } from './daemon-progress.js';
import { ImageError, reasonOf } from './image-error.js';

/**
 * Fetches an image from its registry.
 * @throws ImageError with the daemon's words
 */
export async function pullImage(docker: Dockerode, reference: string, onProgress: OnProgress): Promise<void> {
  try {
    await followDaemon((await docker.pull(reference)) as NodeJS.ReadableStream, onProgress);
  } catch (error) {
    throw new ImageError(`cannot pull ${reference}: ${reasonOf(error)}`);
  }
}
