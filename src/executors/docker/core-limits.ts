import type { CoreId } from '../../core/actions.js';
import type { Limits } from './client.js';
import { formatCpuset } from './cpuset.js';

/** How the cores that the engine gives become limits of a container. */
export type CoreLimits = (ids: readonly CoreId[]) => Limits;

/**
 * Exact cores (design 5.2). Without ids (policy `none`) a container is held to the cores of the run, if those are not all
 * that there are.
 *
 * @param pool the run's cores; undefined when they are all of the host's
 */
export function pinnedTo(pool: readonly number[] | undefined): CoreLimits {
  return (ids) => {
    if (ids.length > 0) return { cpuset: formatCpuset(ids) };
    return pool === undefined ? {} : { cpuset: formatCpuset(pool) };
  };
}

/** `--emulate`: a core is a quota of host cores / capacity, and no cpuset. Without ids nothing is limited. */
export function quotaOf(hostCores: number, capacity: number): CoreLimits {
  return (ids) =>
    ids.length === 0 ? {} : { nanoCpus: Math.round((ids.length * hostCores * 1e9) / capacity) };
}
