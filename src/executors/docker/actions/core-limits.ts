import type { CoreId } from '../../../core/actions.js';
import type { Limits } from '../daemon/client.js';
import { formatCpuset } from '../daemon/cpuset.js';

/** Which cores a run uses: exactly these, or as many as it likes as quotas (`--emulate`). */
export type RunCores =
  | { readonly kind: 'pinned'; readonly ids: readonly CoreId[] }
  | { readonly kind: 'emulated'; readonly capacity: number };

/** How the cores that the engine gives become limits of a container. */
export type CoreLimits = (ids: readonly CoreId[]) => Limits;

/** @param host all cores of the host */
export function limitsOf(cores: RunCores, host: readonly CoreId[]): CoreLimits {
  if (cores.kind === 'emulated') return quotaOf(host.length, cores.capacity);
  return pinnedTo(cores.ids.length === host.length ? undefined : cores.ids);
}

/**
 * Exact cores (design 5.2). Without ids (policy `none`) a container is held to the cores of the run, if those are not all
 * that there are.
 *
 * @param pool the run's cores; undefined when they are all of the host's
 */
function pinnedTo(pool: readonly CoreId[] | undefined): CoreLimits {
  return (ids) => {
    if (ids.length > 0) return { cpuset: formatCpuset(ids) };
    return pool === undefined ? {} : { cpuset: formatCpuset(pool) };
  };
}

/** A core is a quota of host cores / capacity, and no cpuset. Without ids nothing is limited. */
function quotaOf(hostCores: number, capacity: number): CoreLimits {
  return (ids) =>
    ids.length === 0 ? {} : { nanoCpus: Math.round((ids.length * hostCores * 1e9) / capacity) };
}
