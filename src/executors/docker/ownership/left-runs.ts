import type { DockerClient } from '../daemon/client.js';
import { lifeOf } from '../host/process-life.js';
import type { CoreLock } from './core-lock.js';
import { readLabels, RUN_LABEL } from './labels.js';

/** Runs with running containers whose process this user does not know as living: they may use cores of another run. @throws DockerError */
export async function leftRuns(client: DockerClient, lock: CoreLock): Promise<readonly string[]> {
  const living = new Set(lock.livingRuns().map(({ run }) => run));
  const left = new Set<string>();
  for (const { labels, status } of await client.list(RUN_LABEL)) {
    const { run, process } = readLabels(labels);
    if (run === undefined || status !== 'running') continue;
    if (process !== undefined && lifeOf(process) === 'alive') living.add(run);
    else left.add(run);
  }
  for (const run of living) left.delete(run);
  return [...left];
}
