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
 * @param script the program that writes the archive to stdout; another one in tests
 * @throws ImageError when the script or the import fails; then there is no MADE_BASE
 */
export async function makeBase(
  docker: Dockerode,
  onProgress: OnProgress,
  script = join(RUNNER_FOLDER, 'make-base'),
): Promise<void> {
  const child = spawn('bash', [script], { stdio: ['ignore', 'pipe', 'pipe'] });
  let last = 'no bash';
  createInterface({ input: child.stderr }).on('line', (line) => {
    last = line;
    onProgress(line);
  });
  const [ended, imported] = await Promise.allSettled([
    once(child, 'close') as Promise<[number | null]>,
    importArchive(docker, child.stdout),
  ]);
  // The script's own failure explains more than the import's of half an archive.
  const failure =
    ended.status === 'rejected' || ended.value[0] !== 0
      ? last
      : imported.status === 'rejected'
        ? reasonOf(imported.reason)
        : undefined;
  if (imported.status === 'fulfilled') {
    const [repo = '', tag = ''] = MADE_BASE.split(':');
    const image = docker.getImage(imported.value);
    // Half an archive makes an image too: only a whole one gets the name.
    await (failure === undefined ? image.tag({ repo, tag }) : image.remove());
  }
  if (failure !== undefined) {
    throw new ImageError(`cannot make a base image: ${failure}; or name one that is there with --base`);
  }
}

/** The id of the image. */
async function importArchive(docker: Dockerode, archive: NodeJS.ReadableStream): Promise<string> {
  const answer = await docker.importImage(archive, {
    changes: [`LABEL ${IMAGE_LABEL}=base`, 'CMD ["/bin/sh"]'],
  });
  let id = '';
  await followDaemon(answer, (status) => {
    id = status;
  });
  return id;
}
