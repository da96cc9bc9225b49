import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DockerError, type DaemonInfo } from '../../../src/executors/docker/daemon/client.js';
import { doctorChecks, type Check } from '../../../src/executors/docker/doctor-checks.js';
import { readHost } from '../../../src/executors/docker/host/host.js';
import { thisProcess } from '../../../src/executors/docker/host/process-life.js';
import { lockCores } from '../../../src/executors/docker/ownership/core-lock.js';
import { FakeDocker } from './fake-docker.js';
import { DEAD, leftContainer, madeBy } from './ownership/left-behind.js';

let docker: FakeDocker;
let lockFolder: string;
beforeEach(() => {
  docker = new FakeDocker();
  lockFolder = mkdtempSync(join(tmpdir(), 'tfsched-doctor-'));
});
afterEach(() => rmSync(lockFolder, { recursive: true }));

async function checks(more: { free?: number; disk?: number } = {}): Promise<readonly Check[]> {
  return doctorChecks({
    client: docker,
    lockFolder,
    wasKept: (folder) => folder === '/runs/kept',
    host: (client) => readHost(client, { hostName: 'elsewhere', kernel: '6.1.0', read: () => undefined }),
    freeMemory: () => more.free ?? 2 ** 32,
    freeDisk: () => Promise.resolve(more.disk ?? 2 ** 36),
  });
}

async function failing(more: { free?: number; disk?: number } = {}): Promise<string[]> {
  return (await checks(more)).filter(({ ok }) => !ok).map(({ name, mend }) => `${name}: ${mend ?? ''}`);
}

describe('what doctor looks at', () => {
  it('is all well on a good host', async () => {
    const all = await checks();
    expect(all.map(({ name }) => name)).toEqual([
      'daemon',
      'version',
      'containers',
      'cgroup',
      'cores',
      'memory',
      'disk',
      'accounting',
      'leftovers',
    ]);
    expect(all.every(({ ok, mend }) => ok && mend === undefined)).toBe(true);
  });

  it.each([
    ['EACCES', 'usermod -aG docker'],
    ['ENOENT', 'systemctl start docker'],
    ['ECONNREFUSED', 'systemctl start docker'],
    ['ETIMEDOUT', 'journalctl'],
  ])('says how to mend a daemon that fails with %s', async (code, mend) => {
    docker.before = () => {
      throw new DockerError('no', undefined, code);
    };
    expect(await failing()).toEqual([expect.stringContaining(mend)]);
  });

  it.each<[Partial<DaemonInfo>, string]>([
    [{ version: '19.03.5' }, 'version: update Docker'],
    [{ version: '20.9.1' }, 'version: update Docker'],
    [{ osType: 'windows' }, 'containers: switch Docker'],
    [{ limits: { cpuset: false, quota: true, memory: true, pids: true } }, 'cgroup: enable'],
    [{ memory: 2 ** 29 }, 'memory: a TensorFlow job'],
  ])('says how to mend %j', async (change, mend) => {
    docker.daemon = { ...docker.daemon, ...change };
    expect(await failing()).toEqual([expect.stringContaining(mend)]);
  });

  it.each(['20.10.0', '24.0.7', '28.2.2', 'dev'])('takes version %s', async (version) => {
    docker.daemon = { ...docker.daemon, version };
    expect(await failing()).toEqual([]);
  });

  it('says when memory or disk run short', async () => {
    expect(await failing({ free: 2 ** 28 })).toEqual([expect.stringMatching(/^memory/)]);
    expect(await failing({ disk: 2 ** 30 })).toEqual([expect.stringMatching(/^disk/)]);
  });

  it('names the runs that hold cores, and counts what earlier ones left', async () => {
    const lock = await lockCores({
      folder: lockFolder,
      daemon: 'daemon',
      run: 'busy',
      cores: [1],
      mode: 'refuse',
    });
    expect((await checks()).find(({ name }) => name === 'cores')?.detail).toContain('run busy has core 1');
    lock.release();
    await docker.create(leftContainer('old', 'a', madeBy(DEAD, { folder: '/runs/old' })));
    await docker.create(leftContainer('kept', 'a', madeBy(DEAD, { folder: '/runs/kept' })));
    await docker.create(leftContainer('busy', 'a', madeBy(thisProcess())));
    const [leftovers] = (await checks()).filter(({ ok }) => !ok);
    expect(leftovers).toEqual({
      name: 'leftovers',
      ok: false,
      detail: '1 container of earlier runs',
      mend: '`tfsched ps` lists those runs, `tfsched clean` removes what they left',
    });
  });
});
