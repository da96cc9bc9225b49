import type { Limits } from '../daemon/client.js';
import { formatCpuset, parseCpuset, sameCores } from '../daemon/cpuset.js';
import { readCores, readQuota, type ContainerCgroup } from './kernel-cgroup.js';

/**
 * What the kernel has in force for a container, against what was asked of the daemon (design 5.2).
 *
 * @returns the difference in a sentence; undefined when there is none, or when the kernel cannot be asked
 */
export function differenceInKernel(
  job: string,
  cgroup: ContainerCgroup | undefined,
  asked: Limits,
): string | undefined {
  if (cgroup === undefined) return undefined;
  if (asked.cpuset !== undefined) {
    const cores = readCores(cgroup);
    const wanted = parseCpuset(asked.cpuset) ?? [];
    if (cores !== undefined && !sameCores(cores, wanted)) {
      return `${job} was given cores ${asked.cpuset}, but the kernel has it on ${formatCpuset(cores) || 'none'}`;
    }
  }
  if (asked.nanoCpus !== undefined) {
    const quota = readQuota(cgroup);
    const wanted = asked.nanoCpus / 1e9;
    if (quota !== undefined && Math.abs(quota - wanted) > QUOTA_TOLERANCE) {
      return `${job} was given a quota of ${wanted} cores, but the kernel has it at ${quota}`;
    }
  }
  return undefined;
}

/** The kernel counts in microseconds of a period of 0.1 s. */
const QUOTA_TOLERANCE = 1e-4;
