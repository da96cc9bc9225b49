import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ContainerSpec, DockerClient } from '../../../../src/executors/docker/daemon/client.js';
import { type DockerHost, readHost } from '../../../../src/executors/docker/host/host.js';
import { thisProcess, type ProcessId } from '../../../../src/executors/docker/host/process-life.js';
import {
  containerLabels,
  containerName,
  type RunOrigin,
} from '../../../../src/executors/docker/ownership/labels.js';
import { originOf } from '../../../../src/executors/docker/ownership/origin.js';

/** No system gives so large a number to a process. */
export const DEAD: ProcessId = { ...thisProcess(), pid: 2 ** 22 + 1 };

export const ELSEWHERE: ProcessId = { ...thisProcess(), host: `not-${hostname()}` };

/** Where containers come from whose process is this, in whatever state, and that are otherwise of this user. */
export function madeBy(process: ProcessId, more: Partial<RunOrigin> = {}): RunOrigin {
  return { ...originOf('/nowhere'), process, ...more };
}

/** The container of a job as a run would make it; without an origin as earlier versions labelled it. */
export function leftContainer(run: string, job: string, origin: RunOrigin | undefined): ContainerSpec {
  const old = { 'tfsched.run': run, 'tfsched.job': job, 'tfsched.attempt': '1' };
  return {
    name: containerName(run, job, 1),
    image: 'image',
    entrypoint: [],
    command: [],
    env: [],
    labels: origin === undefined ? old : containerLabels(run, job, 1, origin),
    user: '',
    stdin: true,
    network: false,
    readonlyRoot: true,
    tmpfs: {},
    binds: [],
    pids: 1,
    limits: {},
    cgroupParent: undefined,
  };
}

/** A host whose control groups are below a folder. */
export async function hostWithGroups(docker: DockerClient, root: string): Promise<DockerHost> {
  const folders = new Map([['cpuset', { mount: join(root, 'cpuset'), root: '/' }]]);
  const plain = await readHost(docker, { hostName: '', kernel: '', read: () => undefined });
  return { ...plain, cgroups: { version: 1, folders } };
}
