import { hostname } from 'node:os';
import type { ContainerSpec } from '../../../src/executors/docker/client.js';
import { containerLabels, containerName, type RunOrigin } from '../../../src/executors/docker/labels.js';
import { originOf } from '../../../src/executors/docker/origin.js';
import { thisProcess, type ProcessId } from '../../../src/executors/docker/process-life.js';

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
