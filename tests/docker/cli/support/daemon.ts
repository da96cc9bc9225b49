import { setTimeout as delay } from 'node:timers/promises';
import { createDockerodeClient } from '../../../../src/executors/docker/daemon/dockerode-client.js';
import { RUN_LABEL } from '../../../../src/executors/docker/ownership/labels.js';
import { MADE_BASE } from '../../../../src/image/make-base.js';
import { DEFAULT_BASE } from '../../../../src/image/resolve-base.js';
import type { Running } from '../../../cli/support/tfsched.js';

const client = createDockerodeClient();

/** The base of the runner image, whichever it is here: it has sh and python3, and no entrypoint. */
export const BASE = (await client.image(MADE_BASE)) === undefined ? DEFAULT_BASE : MADE_BASE;

/** What tests that were cut off before these left there. */
const left = new Set((await client.list(RUN_LABEL)).map(({ name }) => name));

/** Names of the containers of a run that the daemon knows, in whatever state, and did not know before these tests. */
export async function containersOf(run: string): Promise<readonly string[]> {
  const all = await client.list(RUN_LABEL);
  return all
    .filter(({ name, labels }) => labels[RUN_LABEL]?.startsWith(run) && !left.has(name))
    .map(({ name }) => name);
}

/** What a run says, less what it says of runs of others that happen to be on the same daemon. */
export function withoutNeighbours(stderr: string): string {
  return stderr.replaceAll(
    /^ +[\d.]+s {2}warning: containers of (?:a run|runs) that this user does not know as living.*\n/gm,
    '',
  );
}

/** Takes away what a run could not. */
export async function removeContainersOf(run: string): Promise<void> {
  for (const name of await containersOf(run)) await client.remove(name);
}

/** Waits until there are so many containers with such names. The daemon is asked again and again: armed ones tell nothing. */
export async function untilContainers(names: RegExp, count: number, run: Running): Promise<void> {
  const over = run.finished.then(({ stderr }) => {
    throw new Error(`it ended before it had ${count} containers:\n${stderr}`);
  });
  while ((await containersOf('')).filter((name) => names.test(name)).length < count)
    await Promise.race([delay(20), over]);
  // Its end is expected from now on.
  over.catch(() => undefined);
}
