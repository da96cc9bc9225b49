import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type Dockerode from 'dockerode';
import { followDaemon, type OnProgress } from './daemon-progress.js';
import { ImageError, reasonOf } from './image-error.js';
import { IMAGE_LABEL } from './labels.js';
import { RUNNER_FOLDER } from './runner-files.js';

/** The base that is made where no registry can be reached: a minimal Debian with Python 3.11. */
export const MADE_BASE = 'tfsched-base:bookworm';

/**
 * Makes MADE_BASE with debootstrap (some 40 s, root) and imports it.
 *
 * @throws ImageError when debootstrap or the import fails
 */
export async function makeBase(docker: Dockerode, onProgress: OnProgress): Promise<void> {
  const script = spawn('bash', [join(RUNNER_FOLDER, 'make-base')], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(script, 'close') as Promise<[number | null]>;
  let last = '';
  createInterface({ input: script.stderr }).on('line', (line) => {
    last = line;
    onProgress(line);
  });
  const imported = importArchive(docker, script.stdout);
  // The script's own failure explains more than the import's of half an archive: it is waited for and told first.
  const [importFailure, [code]] = await Promise.all([
    imported.then(
      () => undefined,
      (error: unknown) => error,
    ),
    ended,
  ]).catch((error: unknown) => {
    throw new ImageError(`cannot make a base image: ${reasonOf(error)}; name one with --base`);
  });
  if (code !== 0) throw new ImageError(`cannot make a base image: ${last}; or name one with --base`);
  if (importFailure !== undefined) {
    throw new ImageError(`cannot import the base image: ${reasonOf(importFailure)}; or name one with --base`);
  }
}

async function importArchive(docker: Dockerode, archive: NodeJS.ReadableStream): Promise<void> {
  const [repo, tag] = MADE_BASE.split(':');
  const options = { repo, tag, changes: [`LABEL ${IMAGE_LABEL}=base`, 'CMD ["/bin/sh"]'] };
  const answer = await docker.importImage(archive, options);
  await followDaemon(answer, () => undefined);
}
