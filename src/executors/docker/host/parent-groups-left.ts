import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DaemonInfo } from '../daemon/client.js';
import { removeParentGroups, type Execute } from './cpu-accounting.js';
import type { CgroupMounts } from './kernel-cgroup.js';

/** The kernel takes a moment to let go of the groups of processes that were killed. */
const TRIES = 5;
const PAUSE_MS = 50;

/** Runs a program of this host to its end. */
const execute: Execute = async (program, args) => {
  await promisify(execFile)(program, args);
};

/** Removes a run's groups once the kernel lets go of them. What cannot be removed stays, and does no harm: it is empty. */
export async function removeGroupsPatiently(
  mounts: CgroupMounts,
  daemon: DaemonInfo,
  group: string,
): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await removeParentGroups(mounts, daemon, group, execute)) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Runs that have groups on this host, whether or not they are over. Only where they are folders below Docker's own. */
export function runsWithGroups(mounts: CgroupMounts): readonly string[] {
  const runs = new Set<string>();
  for (const { mount } of mounts.folders.values()) {
    for (const name of namesIn(join(mount, 'docker'))) {
      // Those of users that may not remove them are used again.
      const run = /^tfsched-(?!user\d+-core\d+$)(.+)$/.exec(name)?.[1];
      if (run !== undefined) runs.add(run);
    }
  }
  return [...runs].sort();
}

/** False while a container is in a run's groups: it may be one of another daemon on this host. */
export function areGroupsEmpty(mounts: CgroupMounts, run: string): boolean {
  return [...mounts.folders.values()].every(({ mount }) => {
    const group = join(mount, 'docker', `tfsched-${run}`);
    return foldersIn(group).every((slot) => foldersIn(join(group, slot)).length === 0);
  });
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
