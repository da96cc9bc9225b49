import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { FactQueue } from './containers/fact-queue.js';
import { Fleet } from './containers/fleet.js';
import type { Workshop } from './containers/workshop.js';
import { DockerError, type DockerClient, type ImageInfo } from './daemon/client.js';
import type { DockerExecutorOptions } from './executor-options.js';
import { createParentGroups, groupName } from './host/cpu-accounting.js';
import { originOf } from './ownership/origin.js';

/** A workshop and the name of the group that its containers are in; undefined where there is none. */
export interface MadeWorkshop {
  readonly workshop: Workshop;
  readonly group: string | undefined;
}

/** No host has so many containers. */
const MOST_SLOTS = 1_000_000;

/**
 * @param client the one that repeats what failed in passing
 */
export function makeWorkshop(
  options: DockerExecutorOptions,
  client: DockerClient,
  queue: FactQueue,
  isClosing: () => boolean,
): MadeWorkshop {
  const { host, context, runFolder, cores, lock, resumes = 0 } = options;
  const { cgroups: mounts, daemon } = host;
  const { uid } = userInfo();
  const lowest = cores.kind === 'pinned' ? Math.min(...cores.ids) : 0;
  // A name made of cores is unique while no other run shares them.
  const group = mounts && groupName(context.run, uid === 0 || !lock.exclusive, lowest, uid);
  const workshop: Workshop = {
    client,
    direct: options.client,
    hostCores: daemon.cores,
    queue,
    fleet: new Fleet(),
    context,
    origin: originOf(resolve(runFolder)),
    runFolder,
    folders: host.seesFolders ? (daemon.selinux ? 'relabel' : 'seen') : 'hidden',
    cgroups:
      mounts && group !== undefined
        ? { mounts, parents: createParentGroups(daemon, group, group === context.run, resumes * MOST_SLOTS) }
        : undefined,
    imageOf: rememberImages(client),
    sleep: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    isClosing,
  };
  return { workshop, group };
}

/** Failures are not remembered: the image may be there the next time. */
function rememberImages(client: DockerClient): Workshop['imageOf'] {
  const known = new Map<string, Promise<ImageInfo>>();
  const ask = async (image: string): Promise<ImageInfo> => {
    const found = await client.image(image);
    if (found === undefined) throw new DockerError(`there is no image ${image}`, 404);
    return found;
  };
  return ({ image }) => {
    const asked = known.get(image) ?? ask(image);
    known.set(image, asked);
    asked.catch(() => known.delete(image));
    return asked;
  };
}
