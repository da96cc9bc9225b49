import type Dockerode from 'dockerode';
import { followDaemon, type OnProgress } from './daemon-progress.js';
import { ImageError, reasonOf, statusOf } from './image-error.js';
import { MADE_BASE, makeBase } from './make-base.js';

/** The base image unless another is asked for (design 6). */
export const DEFAULT_BASE = 'python:3.11-slim';

/** A registry that has not answered by then, in seconds, is taken as out of reach. */
const PULL_ANSWER = 30;

/**
 * The reference of a base image that is on the daemon: `given` where one is, pulled if need be; else DEFAULT_BASE,
 * a base made earlier, DEFAULT_BASE from its registry, or a base made now, the first of them that can be had.
 *
 * @throws ImageError when none can
 */
export async function resolveBase(
  docker: Dockerode,
  given: string | undefined,
  onProgress: OnProgress,
): Promise<string> {
  if (given !== undefined) {
    if (!(await hasImage(docker, given))) await pullGiven(docker, given, onProgress);
    return given;
  }
  if (await hasImage(docker, DEFAULT_BASE)) return DEFAULT_BASE;
  if (await hasImage(docker, MADE_BASE)) return MADE_BASE;
  try {
    await pull(docker, DEFAULT_BASE, onProgress);
    return DEFAULT_BASE;
  } catch (error) {
    onProgress(
      `cannot pull ${DEFAULT_BASE} (${reasonOf(error)}): making ${MADE_BASE} with debootstrap, some 40 s`,
    );
  }
  await makeBase(docker, onProgress);
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
    await pull(docker, base, onProgress);
  } catch (error) {
    throw new ImageError(`no base image ${base}: ${reasonOf(error)}; name one that is there with --base`);
  }
}

async function pull(docker: Dockerode, reference: string, onProgress: OnProgress): Promise<void> {
  onProgress(`pulling ${reference}`);
  // Without a tag, Docker would pull every one that there is.
  const tagged = /[:@][^/]*$/.test(reference) ? reference : `${reference}:latest`;
  const abort = new AbortController();
  const timer = setTimeout(() => {
    abort.abort(new Error(`the registry did not answer within ${String(PULL_ANSWER)} s`));
  }, PULL_ANSWER * 1000);
  try {
    const stream = await docker.pull(tagged, { abortSignal: abort.signal });
    clearTimeout(timer);
    await followDaemon(stream, () => undefined);
  } catch (error) {
    throw abort.signal.aborted ? abort.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}
