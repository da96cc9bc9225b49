import type Dockerode from 'dockerode';
import { followDaemon, type OnProgress } from './daemon-progress.js';
import { ImageError, reasonOf } from './image-error.js';

/** A registry that has not answered by then, in seconds, is taken as out of reach. */
const ANSWER_WITHIN = 30;

/**
 * Fetches an image from its registry; a reference without tag or digest means `latest`.
 *
 * @throws ImageError with the daemon's words, or when the registry does not answer
 */
export async function pullImage(docker: Dockerode, reference: string, onProgress: OnProgress): Promise<void> {
  // Without a tag, Docker would pull every one that there is.
  const tagged = /[:@][^/]*$/.test(reference) ? reference : `${reference}:latest`;
  const silence = new AbortController();
  const timer = setTimeout(() => {
    silence.abort();
  }, ANSWER_WITHIN * 1000);
  try {
    const stream = await docker.pull(tagged, { abortSignal: silence.signal });
    // From here on silence is no failure: a large layer may take its time.
    clearTimeout(timer);
    await followDaemon(stream, onProgress);
  } catch (error) {
    const reason = silence.signal.aborted ? `no answer within ${String(ANSWER_WITHIN)} s` : reasonOf(error);
    throw new ImageError(`cannot pull ${reference}: ${reason}`);
  } finally {
    clearTimeout(timer);
  }
}
