import type { DockerHost } from '../../executors/docker/host/host.js';
import { imageOf } from '../../planning/plans.js';
import { openProfileStore, profilesFolder, type ProfileStore } from '../../profile/store.js';
import type { JobSpec } from '../../workload/workload.js';
import type { Connection } from './connect.js';
import type { RunImages } from './preflight.js';

/** The profiles of a job's image on this host. */
export function profileStores(
  { host }: Connection,
  images: RunImages,
  env: { readonly XDG_CACHE_HOME?: string | undefined },
): (spec: JobSpec) => ProfileStore {
  const folder = profilesFolder(env);
  const opened = new Map<string, ProfileStore>();
  return (spec) => {
    const tag = imageOf(spec, images.runner);
    const image = images.ids.get(tag) ?? tag;
    const store = opened.get(image) ?? openProfileStore(folder, { host: fingerprint(host), image });
    opened.set(image, store);
    return store;
  };
}

/** What speeds depend on of the host. */
export function fingerprint({ daemon, cores }: DockerHost): string {
  return [daemon.id, daemon.kernel, daemon.version, cores.length].join(' ');
}
