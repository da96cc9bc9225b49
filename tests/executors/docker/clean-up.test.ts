import { mkdirSync, mkdtempSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { leftRuns, removeRun } from '../../../src/executors/docker/clean-up.js';
import { DockerError } from '../../../src/executors/docker/client.js';
import { lockCores } from '../../../src/executors/docker/core-lock.js';
import { readHost, type DockerHost } from '../../../src/executors/docker/host.js';
import { containerLabels, containerName } from '../../../src/executors/docker/labels.js';
import { FakeDocker } from './fake-docker.js';

let root: string;
let docker: FakeDocker;
let host: DockerHost;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tfsched-clean-'));
  docker = new FakeDocker();
  const folders = new Map([['cpuset', { mount: join(root, 'cpuset'), root: '/' }]]);
  const plain = await readHost(docker, { hostName: '', kernel: '', read: () => undefined });
  host = { ...plain, cgroups: { version: 1, folders } };
});
afterEach(() => rmSync(root, { recursive: true }));

async function leave(run: string, job: string): Promise<void> {
  await docker.create({
    name: containerName(run, job, 1),
    image: 'image',
    entrypoint: [],
    command: [],
    env: [],
    labels: containerLabels(run, job, 1),
    user: '',
    stdin: true,
    network: false,
    readonlyRoot: true,
    tmpfs: {},
    binds: [],
    pids: 1,
    limits: {},
    cgroupParent: undefined,
  });
}

function leaveGroup(name: string): string {
  const folder = join(root, 'cpuset', 'docker', name);
  mkdirSync(join(folder, '0'), { recursive: true });
  return folder;
}

describe('what runs have left', () => {
  it('is told but for the runs that are not over', async () => {
    await leave('old', 'a');
    await leave('old', 'b');
    await leave('busy', 'a');
    leaveGroup('tfsched-older');
    leaveGroup('tfsched-old');
    leaveGroup('tfsched-user1000-core0');
    leaveGroup('something-else');
    await lockCores({ folder: root, daemon: host.daemon.id, run: 'busy', cores: [0], mode: 'refuse' });
    expect(await leftRuns(docker, host, root)).toEqual([
      { run: 'old', containers: ['tfsched-old-a-1', 'tfsched-old-b-1'] },
      { run: 'older', containers: [] },
    ]);
  });

  it('is removed, a run at a time, with what the kernel keeps of it', async () => {
    await leave('old', 'a');
    await leave('other', 'a');
    const [gone, stays] = [leaveGroup('tfsched-old'), leaveGroup('tfsched-other')];
    expect(await removeRun(docker, host, 'old')).toEqual([]);
    expect([...docker.containers.values()].map(({ spec }) => spec.name)).toEqual(['tfsched-other-a-1']);
    expect([existsSync(gone), existsSync(stays)]).toEqual([false, true]);
  });

  it('is named when it cannot be removed', async () => {
    await leave('old', 'a');
    docker.before = (call) => {
      if (call === 'remove') throw new DockerError('busy', 409);
    };
    expect(await removeRun(docker, host, 'old')).toEqual(['tfsched-old-a-1']);
    docker.refusesConnections = true;
    expect(await removeRun(docker, host, 'old')).toBeUndefined();
  });
});
