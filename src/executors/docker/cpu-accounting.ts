import { readdirSync, rmdirSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';
import type { DaemonInfo } from './client.js';
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
  /** Its container is over. */
  giveBack(slot: number): void;
}

/** @param run names the run's own group; only lower case letters, digits and `-` */
export function createParentGroups(daemon: DaemonInfo, run: string): ParentGroups {
  const free: number[] = [];
  let made = 0;
  const nameOf = daemon.cgroupDriver === 'systemd' ? sliceName : folderName;
  return {
    take: () => free.pop() ?? made++,
    nameOf: (slot) => nameOf(run, slot),
    giveBack: (slot) => free.push(slot),
  };
}

function folderName(run: string, slot: number): string {
  return `${runGroup(run)}/${slot}`;
}

/** Below Docker's own group, so that what limits Docker's containers as a whole limits these too. */
function runGroup(run: string): string {
  return `/docker/tfsched-${run}`;
}

/** A dash goes one level down in a slice's name, so the run's own dashes must not be any. */
function sliceName(run: string, slot: number): string {
  return `tfsched-${run.replaceAll('-', '_')}-${slot}.slice`;
}

/** CPU seconds used in a container's parent so far; undefined where the kernel does not say. */
export function usedSoFar(cgroup: ContainerCgroup | undefined): number | undefined {
  return cgroup === undefined ? undefined : readUsage(cgroup.parentUsage);
}

/**
 * Removes what the run's containers left in the kernel, where this user may.
 *
 * @returns false when something is left
 */
export function removeParentGroups(mounts: CgroupMounts | undefined, run: string): boolean {
  if (mounts === undefined) return true;
  let gone = true;
  const places = new Set(
    [...mounts.folders.values()].map(({ mount, root }) => join(mount, relative(root, runGroup(run)))),
  );
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
