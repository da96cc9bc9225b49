import { describe, expect, it } from '@jest/globals';
import type Dockerode from 'dockerode';
import { DockerError, type ContainerSpec } from '../../../../src/executors/docker/daemon/client.js';
import {
  asDockerError,
  createRequest,
  daemonInfo,
  imageInfo,
  stateOf,
  updateRequest,
} from '../../../../src/executors/docker/daemon/dockerode-shapes.js';

const SPEC: ContainerSpec = {
  name: 'n',
  image: 'i',
  entrypoint: ['sh'],
  command: ['c'],
  env: ['A=b'],
  labels: { l: '1' },
  user: '1:1',
  stdin: true,
  network: false,
  readonlyRoot: true,
  tmpfs: { '/tmp': 'rw' },
  binds: [
    { host: '/h', container: '/c', readonly: true, relabel: false },
    { host: '/o', container: '/out', readonly: false, relabel: true },
  ],
  pids: 256,
  limits: { memory: 100 },
  cgroupParent: '/p',
};

describe('a container in Docker’s words', () => {
  it('is locked down, keeps its stdin open and its log small', () => {
    expect(createRequest(SPEC)).toMatchObject({
      OpenStdin: true,
      StdinOnce: false,
      Tty: false,
      Healthcheck: { Test: ['NONE'] },
      HostConfig: {
        IpcMode: 'private',
        OomScoreAdj: 500,
        NetworkMode: 'none',
        ReadonlyRootfs: true,
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        PidsLimit: 256,
        Memory: 100,
        MemorySwap: 100,
        CgroupParent: '/p',
        Mounts: [{ Type: 'bind', Source: '/h', Target: '/c', ReadOnly: true }],
        Binds: ['/o:/out:rw,z'],
        LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '1' } },
        RestartPolicy: { Name: 'no' },
      },
    });
  });

  it('asks for nothing that is not on this list', () => {
    expect(Object.keys(createRequest(SPEC).HostConfig!).sort()).toEqual([
      ...['Binds', 'CapDrop', 'CgroupParent', 'IpcMode', 'LogConfig', 'Memory', 'MemorySwap', 'Mounts'],
      ...[
        'NetworkMode',
        'OomScoreAdj',
        'PidsLimit',
        'ReadonlyRootfs',
        'RestartPolicy',
        'SecurityOpt',
        'Tmpfs',
      ],
    ]);
  });

  it('has Docker’s own network and place when nothing else is said', () => {
    const { HostConfig } = createRequest({ ...SPEC, network: true, cgroupParent: undefined });
    expect(HostConfig).not.toHaveProperty('NetworkMode');
    expect(HostConfig).not.toHaveProperty('CgroupParent');
  });

  it('changes only the limits that are named; memory and swap go together', () => {
    expect(updateRequest({ cpuset: '1' })).toEqual({ CpusetCpus: '1' });
    expect(updateRequest({ nanoCpus: 5 })).toEqual({ NanoCpus: 5 });
    expect(updateRequest({ memory: 7 })).toEqual({ Memory: 7, MemorySwap: 7 });
    expect(updateRequest({})).toEqual({});
  });
});

describe('Docker’s answers in our words', () => {
  it.each([
    ['created', 'created'],
    ['running', 'running'],
    ['restarting', 'running'],
    ['paused', 'paused'],
    ['exited', 'ended'],
    ['dead', 'ended'],
    ['removing', 'ended'],
  ])('a container that is %s', (status, ours) => {
    const FinishedAt = '2026-07-31T14:25:01.5Z';
    const State = { Status: status, Pid: 5, ExitCode: 3, OOMKilled: true, Error: 'e', FinishedAt };
    const answer = {
      Id: 'x',
      Name: '/n',
      Config: { Labels: { a: 'b' }, OpenStdin: true },
      HostConfig: {},
      State,
    };
    expect(stateOf(answer as unknown as Dockerode.ContainerInspectInfo)).toEqual({
      id: 'x',
      name: 'n',
      labels: { a: 'b' },
      status: ours,
      pid: 5,
      exitCode: 3,
      outOfMemory: true,
      error: 'e',
      stdin: true,
      limits: {},
      finishedAt: ours === 'ended' ? Date.UTC(2026, 6, 31, 14, 25, 1, 500) : undefined,
    });
  });

  it.each([
    [{ Entrypoint: ['a'], Cmd: ['b', 'c'], Env: ['X=1'] }, ['a'], ['b', 'c'], ['X=1']],
    [{ Entrypoint: 'a', Cmd: null, Env: null }, ['a'], [], []],
    [undefined, [], [], []],
  ])('an image with %j', (Config, entrypoint, command, env) => {
    const answer = { Id: 'x', Size: 1, Config };
    expect(imageInfo(answer as unknown as Dockerode.ImageInspectInfo)).toEqual({
      id: 'x',
      size: 1,
      volumes: [],
      entrypoint,
      command,
      env,
    });
  });

  it('a daemon, whatever of it is missing', () => {
    expect(daemonInfo({}, {})).toMatchObject({ id: '', cores: 0, osType: '', warnings: [], selinux: false });
    const info = { ID: 'd', NCPU: 8, CPUSet: true, SecurityOptions: ['name=seccomp', 'name=selinux'] };
    expect(daemonInfo(info, { Version: '1', ApiVersion: '2' })).toMatchObject({
      id: 'd',
      cores: 8,
      version: '1',
      apiVersion: '2',
      selinux: true,
      limits: { cpuset: true, quota: false },
    });
  });
});

describe('a failure', () => {
  it('has what the daemon says, and the code of the answer or of the system', () => {
    const answered = asDockerError(
      Object.assign(new Error('(HTTP code 409) unexpected - x '), {
        statusCode: 409,
        json: { message: 'x' },
      }),
    );
    expect(answered).toMatchObject({ message: 'x', status: 409, transient: false, unreachable: false });
    const broken = asDockerError(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    expect(broken).toMatchObject({ code: 'ECONNRESET', transient: true, unreachable: false });
    const away = asDockerError(Object.assign(new Error('no'), { code: 'ENOENT' }));
    expect(away).toMatchObject({ transient: false, unreachable: true });
    expect(asDockerError('text').message).toBe('text');
    const same = new DockerError('same', 500);
    expect(asDockerError(same)).toBe(same);
    expect(same.transient).toBe(true);
  });
});

it('tells at which paths an image wants volumes', () => {
  const answer = { Id: 'x', Size: 1, Config: { Volumes: { '/data': {}, '/cache': {} } } };
  expect(imageInfo(answer as unknown as Dockerode.ImageInspectInfo).volumes).toEqual(['/data', '/cache']);
});
