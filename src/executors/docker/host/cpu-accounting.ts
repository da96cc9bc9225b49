import { readdirSync, rmdirSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';
import type { DaemonInfo } from '../daemon/client.js';
import { readUsage, type CgroupMounts, type ContainerCgroup } from './kernel-cgroup.js';

/**
 * Parent groups of a run's containers. A container's own group is gone after its end; the one above it is not, and keeps
 * the sum of the CPU time that was used in it. Each living container has a parent of its own (a slot); slots are used
 * again, and a container's share is the difference between its dispatch and its end.
 */
export interface ParentGroups {
  /** A slot that no living container is in. */
  take(): number;
  /** The parent's name as Docker wants it. */
  nameOf(slot: number): string;
  /** CPU seconds that were used in it when its last container ended; undefined when that is not known. */
  usedIn(slot: number): number | undefined;
  /** Its container is over, and so much was used in it by then. */
  giveBack(slot: number, used: number | undefined): void;
}

/**
 * @param group names the parents: see groupName
 * @param isNew nothing was ever used in it
 * @param first number of the first slot: above those that an earlier tfsched may have containers in
 */
export function createParentGroups(
  daemon: DaemonInfo,
  group: string,
  isNew: boolean,
  first = 0,
): ParentGroups {
  const free: number[] = [];
  const used: (number | undefined)[] = [];
  const nameOf = daemon.cgroupDriver === 'systemd' ? sliceName : folderName;
  return {
    take: () => free.pop() ?? used.push(isNew ? 0 : undefined) - 1,
    nameOf: (slot) => nameOf(group, first + slot),
    usedIn: (slot) => used[slot],
    giveBack(slot, seconds) {
      used[slot] = seconds;
      free.push(slot);
    },
  };
}

/**
 * Where the run's parent groups are. Only root can remove groups; so other users have theirs named after the lowest core
 * that they have locked: used again by their next run, and by no other at the same time.
 */
export function groupName(run: string, mayRemove: boolean, lowestCore: number, user: number): string {
  return mayRemove ? run : `user${user}-core${lowestCore}`;
}

function folderName(group: string, slot: number): string {
  return `${groupFolder(group)}/${slot}`;
}

/** Below Docker's own group, so that what limits Docker's containers as a whole limits these too. */
function groupFolder(group: string): string {
  return `/docker/tfsched-${group}`;
}

function sliceName(group: string, slot: number): string {
  return `${sliceOf(group)}-${slot}.slice`;
}

/** A dash goes one level down in a slice's name, so the group's own dashes must not be any. */
function sliceOf(group: string): string {
  return `tfsched-${group.replaceAll('-', '_')}`;
}

/** CPU seconds used in a container's parent so far; undefined where the kernel does not say. */
export function usedSoFar(cgroup: ContainerCgroup | undefined): number | undefined {
  return cgroup === undefined ? undefined : readUsage(cgroup.parentUsage);
}

/** Runs a program of this host. @throws when it fails */
export type Execute = (program: string, args: readonly string[]) => Promise<void>;

/**
 * Removes what a run's containers left in the kernel.
 *
 * @returns false when something is left
 */
export async function removeParentGroups(
  mounts: CgroupMounts,
  daemon: DaemonInfo,
  group: string,
  execute: Execute,
): Promise<boolean> {
  if (daemon.cgroupDriver === 'systemd') {
    return execute('systemctl', ['stop', `${sliceOf(group)}.slice`]).then(
      () => true,
      () => false,
    );
  }
  const places = new Set(
    [...mounts.folders.values()].map(({ mount, root }) => join(mount, relative(root, groupFolder(group)))),
  );
  let gone = true;
  for (const place of places) gone = removeEmpty(place) && gone;
  return gone;
}

/** A group's folder can only be removed with rmdir, from the leaves up: its files are not real. */
function removeEmpty(folder: string): boolean {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return true;
  }
  for (const entry of entries) if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}
