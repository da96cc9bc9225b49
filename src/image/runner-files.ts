import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file that the runner image is made from. */
export interface RunnerFile {
  /** Relative to the runner's folder, with `/`. */
  readonly path: string;
  readonly content: Buffer;
}

/** The runner's sources: the same place seen from `src/image` and, in an installed package, from `dist/image`. */
export const RUNNER_FOLDER = fileURLToPath(new URL('../../src/runner-image/', import.meta.url));

/** What the Dockerfile copies; the rest of the folder is for those who work on it. */
const SINGLE_FILES = ['Dockerfile', 'requirements.txt'];
const PACKAGES = ['tfsched_runner', 'tfsched_threads'];

/** The files of the runner image, by path, so that their order is the same everywhere. */
export async function readRunnerFiles(folder = RUNNER_FOLDER): Promise<RunnerFile[]> {
  const modules = await Promise.all(PACKAGES.map((name) => modulesOf(folder, name)));
  const paths = [...SINGLE_FILES, ...modules.flat()].map((path) => path.replaceAll('\\', '/')).sort();
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(join(folder, path)) })));
}

async function modulesOf(folder: string, name: string): Promise<string[]> {
  const files = await readdir(join(folder, name), { recursive: true });
  return files.filter((file) => file.endsWith('.py')).map((file) => join(name, file));
}
