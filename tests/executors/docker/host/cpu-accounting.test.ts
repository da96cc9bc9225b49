import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { DaemonInfo } from '../../../../src/executors/docker/daemon/client.js';
import {
  createParentGroups,
  groupName,
  removeParentGroups,
} from '../../../../src/executors/docker/host/cpu-accounting.js';
import type { CgroupMounts } from '../../../../src/executors/docker/host/kernel-cgroup.js';
import { FakeDocker } from '../fake-docker.js';

const CGROUPFS = new FakeDocker().daemon;
const SYSTEMD: DaemonInfo = { ...CGROUPFS, cgroupDriver: 'systemd' };

describe('the parent groups of a run', () => {
  it('are used again when their container is over, with what was used in them', () => {
    const parents = createParentGroups(CGROUPFS, 'r', true);
    const [first, second] = [parents.take(), parents.take()];
    expect(first).not.toBe(second);
    expect(parents.usedIn(first)).toBe(0);
    parents.giveBack(first, 2.5);
    expect(parents.take()).toBe(first);
    expect(parents.usedIn(first)).toBe(2.5);
    expect(createParentGroups(CGROUPFS, 'r', false).usedIn(0)).toBeUndefined();
  });

  it('have names that the driver takes: folders below Docker’s own, or slices', () => {
    expect(createParentGroups(CGROUPFS, '2026-r', true).nameOf(3)).toBe('/docker/tfsched-2026-r/3');
    expect(createParentGroups(SYSTEMD, '2026-r', true).nameOf(3)).toBe('tfsched-2026_r-3.slice');
  });

  it('are the run’s own where they can be removed, else those of its lowest core', () => {
    expect(groupName('run', true, 4, 0)).toBe('run');
    expect(groupName('run', false, 4, 1000)).toBe('user1000-core4');
  });

  it('are removed from every hierarchy, and nothing beside them', async () => {
    const root = mkdtempSync(join(tmpdir(), 'tfsched-groups-'));
    const folders = new Map(['cpu', 'memory'].map((name) => [name, { mount: join(root, name), root: '/' }]));
    const mounts: CgroupMounts = { version: 1, folders };
    for (const name of ['cpu', 'memory']) {
      mkdirSync(join(root, name, 'docker', 'tfsched-r', '0'), { recursive: true });
      mkdirSync(join(root, name, 'docker', 'tfsched-other'), { recursive: true });
    }
    expect(await removeParentGroups(mounts, CGROUPFS, 'r', never)).toBe(true);
    expect(readdirSync(join(root, 'cpu', 'docker'))).toEqual(['tfsched-other']);
    expect(readdirSync(join(root, 'memory', 'docker'))).toEqual(['tfsched-other']);
    expect(await removeParentGroups(mounts, CGROUPFS, 'r', never)).toBe(true);
    rmSync(root, { recursive: true });
  });

  it('are ended by systemd where it keeps them', async () => {
    const mounts: CgroupMounts = { version: 2, folders: new Map([['', { mount: '/none', root: '/' }]]) };
    const ran: string[] = [];
    const execute = (program: string, args: readonly string[]): Promise<void> => {
      ran.push([program, ...args].join(' '));
      return Promise.resolve();
    };
    expect(await removeParentGroups(mounts, SYSTEMD, '2026-r', execute)).toBe(true);
    expect(ran).toEqual(['systemctl stop tfsched-2026_r.slice']);
    expect(await removeParentGroups(mounts, SYSTEMD, 'r', never)).toBe(false);
  });
});

const never = (): Promise<void> => Promise.reject(new Error('not to be called'));
