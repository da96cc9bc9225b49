import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  lookAt,
  type ContainerDetails,
} from '../../../../src/executors/docker/containers/container-details.js';
import { ARMED_MEMORY } from '../../../../src/executors/docker/containers/container-spec.js';
import type { Limits } from '../../../../src/executors/docker/daemon/client.js';
import { readHost, type DockerHost } from '../../../../src/executors/docker/host/host.js';
import { thisProcess } from '../../../../src/executors/docker/host/process-life.js';
import { readLabels } from '../../../../src/executors/docker/ownership/labels.js';
import { FakeDocker, type FakeContainer } from '../fake-docker.js';
import { leftContainer, madeBy } from '../ownership/left-behind.js';

let docker: FakeDocker;
let host: DockerHost;
beforeEach(async () => {
  docker = new FakeDocker();
  host = await readHost(docker, { hostName: '', kernel: '', read: () => undefined });
});

async function make(job: string, status: FakeContainer['status'], limits: Limits): Promise<void> {
  await docker.create(leftContainer('r', job, madeBy(thisProcess())));
  Object.assign(docker.of(job), { status, limits });
}

async function seen(): Promise<readonly ContainerDetails[]> {
  const list = await docker.list('tfsched.run');
  return lookAt(
    docker,
    host,
    list.map((summary) => ({ ...summary, told: readLabels(summary.labels) })),
  );
}

describe('what containers do', () => {
  it('is told with their cores; a container whose limits were not raised is armed', async () => {
    await make('waits', 'running', { memory: ARMED_MEMORY });
    await make('runs', 'running', { memory: 2 ** 30, cpuset: '0-1' });
    await make('free', 'running', { memory: 2 ** 30 });
    await make('emulated', 'running', { memory: 2 ** 30, nanoCpus: 5e8 });
    await make('paused', 'paused', { memory: 2 ** 30, cpuset: '1' });
    await make('over', 'ended', { memory: ARMED_MEMORY });
    expect(await seen()).toEqual([
      {
        name: 'tfsched-r-waits-1',
        job: 'waits',
        attempt: 1,
        state: 'armed',
        cpuset: undefined,
        quota: undefined,
      },
      {
        name: 'tfsched-r-runs-1',
        job: 'runs',
        attempt: 1,
        state: 'running',
        cpuset: '0-1',
        quota: undefined,
      },
      {
        name: 'tfsched-r-free-1',
        job: 'free',
        attempt: 1,
        state: 'running',
        cpuset: undefined,
        quota: undefined,
      },
      {
        name: 'tfsched-r-emulated-1',
        job: 'emulated',
        attempt: 1,
        state: 'running',
        cpuset: undefined,
        quota: 0.5,
      },
      {
        name: 'tfsched-r-paused-1',
        job: 'paused',
        attempt: 1,
        state: 'paused',
        cpuset: '1',
        quota: undefined,
      },
      {
        name: 'tfsched-r-over-1',
        job: 'over',
        attempt: 1,
        state: 'ended',
        cpuset: undefined,
        quota: undefined,
      },
    ]);
  });

  it('leaves out those that are gone meanwhile', async () => {
    await make('a', 'running', {});
    await make('b', 'running', {});
    docker.before = (call, id) => {
      if (call === 'inspect' && id.endsWith('-a-1')) docker.containers.delete(id);
    };
    expect((await seen()).map(({ job }) => job)).toEqual(['b']);
  });
});
