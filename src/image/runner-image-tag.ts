import { createHash } from 'node:crypto';
import { readRunnerFiles, type RunnerFile } from './runner-files.js';

/** The repository of the runner's tags. */
export const RUNNER_REPOSITORY = 'tfsched-runner';

/** Twelve hexadecimal digits over paths and contents; another base image makes no other tag. */
export function hashRunnerFiles(files: readonly RunnerFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of files) hash.update(`${path}\0${String(content.length)}\0`).update(content);
  return hash.digest('hex').slice(0, 12);
}

/** The tag of the runner image that belongs to these sources: a change of the runner is another image. */
export async function runnerImageTag(): Promise<string> {
  return `${RUNNER_REPOSITORY}:${hashRunnerFiles(await readRunnerFiles())}`;
}
