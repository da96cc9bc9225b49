import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  containerCgroup,
  readCgroupMounts,
  readCores,
  readQuota,
  readUsage,
  type ContainerCgroup,
} from '../../../../src/executors/docker/host/kernel-cgroup.js';

const V1 = `
24 1 0:22 / /sys/fs/cgroup rw - tmpfs tmpfs rw
30 24 0:26 / /sys/fs/cgroup/cpuset rw,relatime shared:9 - cgroup cgroup rw,cpuset
31 24 0:27 /part /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
32 24 0:28 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
`;
const V2 = '30 24 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate';

const GROUPS_V1 = '3:cpuset:/docker/r/0/abc\n2:cpu,cpuacct:/part/docker/r/0/abc\n0::/docker/r/0/abc\n';
const GROUPS_V2 = '0::/tfsched.slice/tfsched-r.slice/tfsched-r-0.slice/docker-abc.scope\n';

describe('control groups', () => {
  it('are found in the mounts, of either version', () => {
    expect(readCgroupMounts(V1)?.version).toBe(1);
    expect(readCgroupMounts(V1)?.folders.get('cpuacct')).toEqual({
      mount: '/sys/fs/cgroup/cpu,cpuacct',
      root: '/part',
    });
    expect(readCgroupMounts(V2)).toMatchObject({ version: 2 });
    expect(readCgroupMounts('')).toBeUndefined();
    expect(readCgroupMounts('29 1 0:1 / / rw - ext4 /dev/vda rw')).toBeUndefined();
  });

  it('of a container are where its process says', () => {
    expect(containerCgroup(readCgroupMounts(V1)!, GROUPS_V1, 'abc')).toEqual({
      cpuset: '/sys/fs/cgroup/cpuset/docker/r/0/abc/cpuset.effective_cpus',
      quota: '/sys/fs/cgroup/cpu,cpuacct/docker/r/0/abc/cpu.cfs_quota_us',
      parentUsage: '/sys/fs/cgroup/cpu,cpuacct/docker/r/0/cpuacct.usage',
    });
    const slice = '/sys/fs/cgroup/tfsched.slice/tfsched-r.slice/tfsched-r-0.slice';
    expect(containerCgroup(readCgroupMounts(V2)!, GROUPS_V2, 'abc')).toEqual({
      cpuset: `${slice}/docker-abc.scope/cpuset.cpus.effective`,
      quota: `${slice}/docker-abc.scope/cpu.max`,
      parentUsage: `${slice}/cpu.stat`,
    });
  });

  it('are not taken for those of another process of the same number', () => {
    expect(containerCgroup(readCgroupMounts(V1)!, GROUPS_V1, 'other')).toBeUndefined();
    expect(containerCgroup(readCgroupMounts(V2)!, '0::/\n', 'abc')).toBeUndefined();
    expect(containerCgroup(readCgroupMounts(V1)!, undefined, 'abc')).toBeUndefined();
  });
});

describe('what the kernel says', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tfsched-cgroup-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function group(files: Readonly<Record<string, string>>, version: 1 | 2): ContainerCgroup {
    mkdirSync(join(folder, 'g'), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'g', name), text);
    return version === 1
      ? {
          cpuset: join(folder, 'g', 'cpuset.effective_cpus'),
          quota: join(folder, 'g', 'cpu.cfs_quota_us'),
          parentUsage: join(folder, 'g', 'cpuacct.usage'),
        }
      : {
          cpuset: join(folder, 'g', 'cpuset.cpus.effective'),
          quota: join(folder, 'g', 'cpu.max'),
          parentUsage: join(folder, 'g', 'cpu.stat'),
        };
  }

  it('of version 1', () => {
    const one = group(
      {
        'cpuset.effective_cpus': '1,3\n',
        'cpu.cfs_quota_us': '25000\n',
        'cpu.cfs_period_us': '100000\n',
        'cpuacct.usage': '1500000000\n',
      },
      1,
    );
    expect([readCores(one), readQuota(one), readUsage(one.parentUsage)]).toEqual([[1, 3], 0.25, 1.5]);
  });

  it('of an old version 1, without the effective cores, and without a quota', () => {
    const one = group(
      { 'cpuset.cpus': '0-1\n', 'cpu.cfs_quota_us': '-1\n', 'cpu.cfs_period_us': '100000\n' },
      1,
    );
    expect([readCores(one), readQuota(one), readUsage(one.parentUsage)]).toEqual([
      [0, 1],
      undefined,
      undefined,
    ]);
  });

  it('of version 2', () => {
    const two = group(
      {
        'cpuset.cpus.effective': '0\n',
        'cpu.max': '150000 100000\n',
        'cpu.stat': 'usage_usec 2500000\nuser_usec 1\n',
      },
      2,
    );
    expect([readCores(two), readQuota(two), readUsage(two.parentUsage)]).toEqual([[0], 1.5, 2.5]);
    expect(readQuota(group({ 'cpu.max': 'max 100000\n' }, 2))).toBeUndefined();
  });
});
