import { createHash } from 'node:crypto';
import { readRunnerFiles, type RunnerFile } from './runner-files.js';

/**
 * The tag of the runner image that belongs to these sources: a change of the runner is another image, another base is not.
 */
export async function runnerImageTag(): Promise<string> {
  return runnerTagOf(await readRunnerFiles());
}

/** `tfsched-runner:` and twelve hexadecimal digits over the paths and contents of the files. */
export function runnerTagOf(files: readonly RunnerFile[]): string {
  return `tfsched-runner:${digest(files)}`;
}

/** The tag of the stage that holds the packages; it changes with requirements.txt only. */
export function packagesImageTag(files: readonly RunnerFile[]): string {
  return `tfsched-runner-deps:${digest(files.filter((file) => file.path === 'requirements.txt'))}`;
}

function digest(files: readonly RunnerFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of files) hash.update(`${path}\0${String(content.length)}\0`).update(content);
  return hash.digest('hex').slice(0, 12);
}
