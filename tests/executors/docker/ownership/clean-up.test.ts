import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DockerError } from '../../../../src/executors/docker/daemon/client.js';
import type { DockerHost } from '../../../../src/executors/docker/host/host.js';
import { removeRun } from '../../../../src/executors/docker/ownership/clean-up.js';
import { FakeDocker } from '../fake-docker.js';
import { DEAD, hostWithGroups, leftContainer, madeBy } from './left-behind.js';

let root: string;
let docker: FakeDocker;
let host: DockerHost;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tfsched-clean-'));
  docker = new FakeDocker();
  host = await hostWithGroups(docker, root);
});
afterEach(() => rmSync(root, { recursive: true }));

async function leave(run: string, job: string): Promise<void> {
  await docker.create(leftContainer(run, job, madeBy(DEAD)));
}

function leaveGroup(name: string): string {
  const folder = join(root, 'cpuset', 'docker', name);
  mkdirSync(join(folder, '0'), { recursive: true });
  return folder;
}

describe('what a run has left', () => {
  it('is removed with what the kernel keeps of it, and nothing of another run', async () => {
    await leave('old', 'a');
    await leave('other', 'a');
    const [gone, stays] = [leaveGroup('tfsched-old'), leaveGroup('tfsched-other')];
    expect(await removeRun(docker, host, 'old')).toEqual({ containers: [], groups: false });
    expect([...docker.containers.values()].map(({ spec }) => spec.name)).toEqual(['tfsched-other-a-1']);
    // Only root removes groups.
    expect([existsSync(gone), existsSync(stays)]).toEqual([process.getuid?.() !== 0, true]);
  });

  it('is named when it cannot be removed', async () => {
    await leave('old', 'a');
    docker.before = (call) => {
      if (call === 'remove') throw new DockerError('busy', 409);
    };
    expect(await removeRun(docker, host, 'old')).toMatchObject({ containers: ['tfsched-old-a-1'] });
    docker.refusesConnections = true;
    expect(await removeRun(docker, host, 'old')).toMatchObject({ containers: undefined });
  });

  it('is told when the kernel does not let go of it', async () => {
    if (process.getuid?.() !== 0) return;
    const folder = leaveGroup('tfsched-old');
    // What is in a group cannot be removed with rmdir, as a file here.
    mkdirSync(join(folder, '0', 'inner'));
    writeFileSync(join(folder, '0', 'inner', 'task'), '');
    expect(await removeRun(docker, host, 'old')).toEqual({ containers: [], groups: true });
  });
});
