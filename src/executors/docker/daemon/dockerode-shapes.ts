import type Dockerode from 'dockerode';
import {
  DockerError,
  type ContainerSpec,
  type ContainerState,
  type ContainerSummary,
  type DaemonInfo,
  type ImageInfo,
  type Limits,
} from './client.js';

/** From -1000 to 1000: the kernel ends the highest first; 0 is what other programs have. */
const OOM_SCORE = 500;

/** Our words for a container, in Docker's. */
export function createRequest(spec: ContainerSpec): Dockerode.ContainerCreateOptions {
  return {
    name: spec.name,
    Image: spec.image,
    Entrypoint: [...spec.entrypoint],
    Cmd: [...spec.command],
    Env: [...spec.env],
    Labels: { ...spec.labels },
    User: spec.user,
    OpenStdin: spec.stdin,
    StdinOnce: false,
    AttachStdin: spec.stdin,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
    // An image's own check would run programs of it before its turn.
    Healthcheck: { Test: ['NONE'] },
    NetworkDisabled: !spec.network,
    HostConfig: {
      ...updateRequest(spec.limits),
      ...(spec.network ? {} : { NetworkMode: 'none' }),
      ...(spec.cgroupParent === undefined ? {} : { CgroupParent: spec.cgroupParent }),
      ReadonlyRootfs: spec.readonlyRoot,
      Tmpfs: { ...spec.tmpfs },
      Mounts: spec.binds
        .filter(({ relabel }) => !relabel)
        .map((bind) => ({
          Type: 'bind',
          Source: bind.host,
          Target: bind.container,
          ReadOnly: bind.readonly,
        })),
      // Only this older form of a mount can label.
      Binds: spec.binds
        .filter(({ relabel }) => relabel)
        .map((bind) => `${bind.host}:${bind.container}:${bind.readonly ? 'ro' : 'rw'},z`),
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      PidsLimit: spec.pids,
      IpcMode: 'private',
      // Where the host's memory runs out, the kernel ends jobs before anything else.
      OomScoreAdj: OOM_SCORE,
      RestartPolicy: { Name: 'no' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '1' } },
    },
  };
}

/** Our words for limits, in Docker's. */
export function updateRequest(limits: Limits): {
  CpusetCpus?: string;
  NanoCpus?: number;
  Memory?: number;
  MemorySwap?: number;
} {
  return {
    ...(limits.cpuset === undefined ? {} : { CpusetCpus: limits.cpuset }),
    ...(limits.nanoCpus === undefined ? {} : { NanoCpus: limits.nanoCpus }),
    // Both at once: Docker refuses a limit above the swap limit that is in force.
    ...(limits.memory === undefined ? {} : { Memory: limits.memory, MemorySwap: limits.memory }),
  };
}

/** What `inspect` answers, in our words. */
export function stateOf(answer: Dockerode.ContainerInspectInfo): ContainerState {
  const { State: state } = answer;
  return {
    id: answer.Id,
    name: answer.Name.replace(/^\//, ''),
    labels: answer.Config.Labels,
    status: statusOf(state.Status),
    pid: state.Pid,
    exitCode: state.ExitCode,
    outOfMemory: state.OOMKilled,
    error: state.Error,
    stdin: answer.Config.OpenStdin,
    finishedAt: statusOf(state.Status) === 'ended' ? Date.parse(state.FinishedAt) : undefined,
    limits: limitsIn(answer.HostConfig),
  };
}

/** Docker writes 0 and the empty text for what is not limited. */
function limitsIn({ CpusetCpus: cpuset, NanoCpus: nanoCpus, Memory: memory }: Dockerode.HostConfig): Limits {
  return {
    ...(cpuset !== undefined && cpuset !== '' && { cpuset }),
    ...(nanoCpus !== undefined && nanoCpus > 0 && { nanoCpus }),
    ...(memory !== undefined && memory > 0 && { memory }),
  };
}

/** A line of the list of containers, in our words. */
export function summaryOf(answer: Dockerode.ContainerInfo): ContainerSummary {
  const name = answer.Names[0] ?? '';
  return {
    id: answer.Id,
    name: name.replace(/^\//, ''),
    labels: answer.Labels,
    status: statusOf(answer.State),
  };
}

function statusOf(status: string): ContainerState['status'] {
  switch (status) {
    case 'created':
    case 'paused':
    case 'running':
      return status;
    case 'restarting':
      return 'running';
    default:
      return 'ended';
  }
}

/** What the daemon tells of an image, in our words. */
export function imageInfo(answer: Dockerode.ImageInspectInfo): ImageInfo {
  const config = answer.Config as Partial<Dockerode.ImageInspectInfo['Config']> | undefined;
  return {
    id: answer.Id,
    entrypoint: asList(config?.Entrypoint),
    command: asList(config?.Cmd),
    env: asList(config?.Env),
    volumes: Object.keys(config?.Volumes ?? {}),
    size: answer.Size,
  };
}

function asList(value: string | readonly string[] | null | undefined): readonly string[] {
  if (value === null || value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** The fields of the daemon's answer that we read; any of them may be missing in a daemon that is not Docker's own. */
interface InfoAnswer {
  ID?: string;
  Name?: string;
  KernelVersion?: string;
  OperatingSystem?: string;
  OSType?: string;
  NCPU?: number;
  MemTotal?: number;
  CgroupVersion?: string;
  CgroupDriver?: string;
  Driver?: string;
  DockerRootDir?: string;
  LiveRestoreEnabled?: boolean;
  SecurityOptions?: readonly string[] | null;
  CPUSet?: boolean;
  CpuCfsQuota?: boolean;
  MemoryLimit?: boolean;
  PidsLimit?: boolean;
  Warnings?: readonly string[] | null;
}

/** What the daemon says of itself, in our words. */
export function daemonInfo(answer: unknown, versionAnswer: unknown): DaemonInfo {
  const info = answer as InfoAnswer;
  const version = versionAnswer as { Version?: string; ApiVersion?: string };
  return {
    id: info.ID ?? '',
    hostName: info.Name ?? '',
    version: version.Version ?? '',
    apiVersion: version.ApiVersion ?? '',
    kernel: info.KernelVersion ?? '',
    system: info.OperatingSystem ?? '',
    osType: info.OSType ?? '',
    cores: info.NCPU ?? 0,
    memory: info.MemTotal ?? 0,
    cgroupVersion: info.CgroupVersion ?? '1',
    cgroupDriver: info.CgroupDriver ?? '',
    storageDriver: info.Driver ?? '',
    rootFolder: info.DockerRootDir ?? '',
    liveRestore: info.LiveRestoreEnabled ?? false,
    selinux: (info.SecurityOptions ?? []).some((option) => option.includes('name=selinux')),
    limits: {
      cpuset: info.CPUSet ?? false,
      quota: info.CpuCfsQuota ?? false,
      memory: info.MemoryLimit ?? false,
      pids: info.PidsLimit ?? false,
    },
    warnings: info.Warnings ?? [],
  };
}

/** Whatever a call threw, as the one error that callers know. */
export function asDockerError(error: unknown): DockerError {
  if (error instanceof DockerError) return error;
  const {
    message = String(error),
    statusCode,
    code,
    json,
  } = error as {
    message?: string;
    statusCode?: number;
    code?: string;
    json?: { message?: string } | null;
  };
  return new DockerError(
    json?.message ?? message.trim(),
    statusCode,
    typeof code === 'string' ? code : undefined,
  );
}
