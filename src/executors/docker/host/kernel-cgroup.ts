import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseCpuset } from '../daemon/cpuset.js';

/** Where this host shows its control groups: one hierarchy for each controller (version 1), or one for all. */
export interface CgroupMounts {
  readonly version: 1 | 2;
  /** The folder of a controller's hierarchy, by controller; under version 2 the one of '' serves all. */
  readonly folders: ReadonlyMap<string, CgroupFolder>;
}

interface CgroupFolder {
  readonly mount: string;
  /** Which group of the hierarchy the mount shows as its root. */
  readonly root: string;
}

/**
 * Undefined where the host shows none: no Linux, or hidden.
 *
 * @param mountInfo the text of /proc/self/mountinfo
 */
export function readCgroupMounts(mountInfo: string | undefined): CgroupMounts | undefined {
  const folders = new Map<string, CgroupFolder>();
  for (const line of (mountInfo ?? '').split('\n')) {
    const [place, device] = line.split(' - ');
    const [, , , root, mount] = (place ?? '').split(' ');
    const [type, , options] = (device ?? '').split(' ');
    if (root === undefined || mount === undefined) continue;
    if (type === 'cgroup2') folders.set('', { mount, root });
    if (type === 'cgroup')
      for (const controller of (options ?? '').split(',')) folders.set(controller, { mount, root });
  }
  if (folders.has('cpuset')) return { version: 1, folders };
  return folders.has('') ? { version: 2, folders } : undefined;
}

/** The files in which the kernel says what a container may use and what it used. */
export interface ContainerCgroup {
  /** Its cpuset, as in force. */
  readonly cpuset: string;
  /** Its quota. */
  readonly quota: string;
  /** The group above it, which outlives it. */
  readonly parentUsage: string;
}

/** The groups that a process is in, a line each; undefined when there is no such process here. */
export function groupsOf(pid: number): string | undefined {
  return readIfThere(`/proc/${pid}/cgroup`);
}

/**
 * The groups of a container, by those of a process of it; undefined where they cannot be seen: the process is another one
 * that has the same number here, or hidden.
 */
export function containerCgroup(
  mounts: CgroupMounts,
  groups: string | undefined,
  containerId: string,
): ContainerCgroup | undefined {
  if (groups === undefined) return undefined;
  const folderOf = (controller: string): string | undefined => {
    const name = mounts.version === 1 ? controller : '';
    const folder = mounts.folders.get(name);
    const path = groupOf(groups, name);
    if (folder === undefined || !path?.includes(containerId)) return undefined;
    return join(folder.mount, relative(folder.root, path));
  };
  const cpuset = folderOf('cpuset');
  const cpu = folderOf('cpu');
  const usage = folderOf('cpuacct');
  if (cpuset === undefined || cpu === undefined || usage === undefined) return undefined;
  return mounts.version === 1
    ? {
        cpuset: join(cpuset, 'cpuset.effective_cpus'),
        quota: join(cpu, 'cpu.cfs_quota_us'),
        parentUsage: join(usage, '..', 'cpuacct.usage'),
      }
    : {
        cpuset: join(cpuset, 'cpuset.cpus.effective'),
        quota: join(cpu, 'cpu.max'),
        parentUsage: join(usage, '..', 'cpu.stat'),
      };
}

/** The path in the lines of /proc/<pid>/cgroup for a controller; '' is the line of version 2. */
function groupOf(groups: string, controller: string): string | undefined {
  for (const line of groups.split('\n')) {
    const [, controllers, ...path] = line.split(':');
    if (controllers?.split(',').includes(controller) === true) return path.join(':');
  }
  return undefined;
}

/** The cores that the kernel lets a container use now; undefined when it is gone or the kernel does not say. */
export function readCores(cgroup: ContainerCgroup): readonly number[] | undefined {
  const text = readIfThere(cgroup.cpuset) ?? readIfThere(cgroup.cpuset.replace('effective_cpus', 'cpus'));
  return text === undefined ? undefined : parseCpuset(text);
}

/** How many cores' worth of time a container may use; undefined when it is not limited, gone, or the kernel does not say. */
export function readQuota(cgroup: ContainerCgroup): number | undefined {
  const text = readIfThere(cgroup.quota);
  if (text === undefined) return undefined;
  const [quota, period = readIfThere(cgroup.quota.replace('quota', 'period'))] = text.trim().split(' ');
  const cores = Number(quota) / Number(period);
  return cores > 0 && Number.isFinite(cores) ? cores : undefined;
}

/** Seconds of CPU time that a group and all that ever were in it have used; undefined where it cannot be read. */
export function readUsage(file: string): number | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const micros = /^usage_usec (\d+)/m.exec(text)?.[1];
  if (micros !== undefined) return Number(micros) / 1e6;
  return /^\d+\s*$/.test(text) ? Number(text) / 1e9 : undefined;
}

/** Text of a file, undefined when it cannot be read. */
function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
