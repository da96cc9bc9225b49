import { describe, expect, it } from '@jest/globals';
import { readHost } from '../../../../src/executors/docker/host/host.js';
import { FakeDocker } from '../fake-docker.js';

/** This machine, with these files. */
function here(files: Readonly<Record<string, string>>) {
  return { hostName: 'elsewhere', kernel: '6.1.0', read: (file: string) => files[file] };
}

const V1 = [
  '30 25 0:26 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset',
  '31 25 0:27 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct',
].join('\n');

describe('the host of the daemon', () => {
  it('has the cores that the daemon permits, that are on, and that its containers may use', async () => {
    const docker = new FakeDocker();
    docker.cores = [1, 2, 3, 4, 5, 9];
    const host = await readHost(
      docker,
      here({
        '/sys/devices/system/cpu/online': '0-4,9\n',
        '/proc/self/mountinfo': V1,
        '/sys/fs/cgroup/cpuset/docker/cpuset.effective_cpus': '2-9\n',
      }),
    );
    expect(host.cores).toEqual([2, 3, 4, 9]);
    expect(host).toMatchObject({ local: true, memory: 8 * 2 ** 30, hidden: [] });
  });

  it('tells which cores share a physical one, and which a memory node', async () => {
    const topology = '/sys/devices/system/cpu/cpu';
    const host = await readHost(
      new FakeDocker(),
      here({
        [`${topology}0/topology/core_cpus_list`]: '0,2\n',
        [`${topology}1/topology/thread_siblings_list`]: '1,3\n',
        [`${topology}2/topology/core_cpus_list`]: '0,2\n',
        [`${topology}3/topology/core_cpus_list`]: '1,3\n',
        '/sys/devices/system/node/online': '0-1\n',
        '/sys/devices/system/node/node0/cpulist': '0,2\n',
        '/sys/devices/system/node/node1/cpulist': '1,3\n',
        '/proc/self/mountinfo': V1,
      }),
    );
    expect([...(host.seats ?? [])]).toEqual([
      [0, { physical: 0, node: 0 }],
      [1, { physical: 1, node: 1 }],
      [2, { physical: 0, node: 0 }],
      [3, { physical: 1, node: 1 }],
    ]);
  });

  it('is another machine when its name or its kernel is another: what that hides is said', async () => {
    for (const change of [{ hostName: 'there' }, { kernel: '7' }]) {
      const host = await readHost(new FakeDocker(), { ...here({ '/proc/self/mountinfo': V1 }), ...change });
      expect(host).toMatchObject({ local: false, seats: undefined, cgroups: undefined, cores: [0, 1, 2, 3] });
      expect(host.seesFolders).toBe(false);
      expect(host.hidden).toEqual([
        expect.stringContaining('another machine'),
        expect.stringContaining('/out is lost'),
      ]);
    }
  });

  it('may be a virtual machine that shares our folders', async () => {
    const docker = new FakeDocker();
    docker.daemon = { ...docker.daemon, hostName: 'docker-desktop', system: 'Docker Desktop' };
    const host = await readHost(docker, here({}));
    expect(host).toMatchObject({ local: false, seesFolders: true });
    expect(host.hidden).toEqual([expect.stringContaining('another machine')]);
  });

  it('has cores 0 to n-1 when the daemon names none, and that is said', async () => {
    const docker = new FakeDocker();
    docker.cores = undefined;
    const host = await readHost(docker, here({ '/proc/self/mountinfo': V1 }));
    expect(host.cores).toEqual([0, 1, 2, 3]);
    expect(host.hidden).toEqual([expect.stringContaining('taken to be 0-3')]);
  });

  it('may show no control groups', async () => {
    const host = await readHost(new FakeDocker(), here({}));
    expect(host.cgroups).toBeUndefined();
    expect(host.hidden).toEqual([expect.stringContaining('no control groups')]);
  });
});
