import type Dockerode from 'dockerode';
import type { OnProgress } from './daemon-progress.js';
import { ImageError, reasonOf, statusOf } from './image-error.js';
import { MADE_BASE, makeBase } from './make-base.js';
import { pullImage } from './pull-image.js';

/** The base image unless another is asked for (design 6). */
export const DEFAULT_BASE = 'python:3.11-slim';

/**
 * The reference of a base image that is on the daemon: `given` where one is, pulled if need be; else DEFAULT_BASE,
 * a base made earlier, DEFAULT_BASE from its registry, or a base made now, the first of them that can be had.
 *
 * @param make replaces the making of a base, for tests
 * @throws ImageError when none can
 */
export async function resolveBase(
  docker: Dockerode,
  given: string | undefined,
  onProgress: OnProgress,
  make: typeof makeBase = makeBase,
): Promise<string> {
  if (given !== undefined) {
    if (!(await hasImage(docker, given))) await pullGiven(docker, given, onProgress);
    return given;
  }
  if (await hasImage(docker, DEFAULT_BASE)) return DEFAULT_BASE;
  if (await hasImage(docker, MADE_BASE)) return MADE_BASE;
  try {
    onProgress(`pulling ${DEFAULT_BASE}`);
    await pullImage(docker, DEFAULT_BASE, onProgress);
    return DEFAULT_BASE;
  } catch (error) {
    onProgress(`${reasonOf(error)}; making ${MADE_BASE} with debootstrap, some 40 s`);
  }
  await make(docker, onProgress);
  return MADE_BASE;
}

/** Whether the daemon has an image of that reference. */
export async function hasImage(docker: Dockerode, reference: string): Promise<boolean> {
  try {
    await docker.getImage(reference).inspect();
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

async function pullGiven(docker: Dockerode, base: string, onProgress: OnProgress): Promise<void> {
  try {
    onProgress(`pulling ${base}`);
    await pullImage(docker, base, onProgress);
  } catch (error) {
    throw new ImageError(`${reasonOf(error)}; name a base image that is there with --base`);
  }
}
