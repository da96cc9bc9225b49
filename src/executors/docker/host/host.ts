import { readFileSync } from 'node:fs';
import { hostname, release } from 'node:os';
import type { CoreId } from '../../../core/actions.js';
import type { Seat } from '../../../core/pool.js';
import type { DaemonInfo, DockerClient } from '../daemon/client.js';
import { parseCpuset } from '../daemon/cpuset.js';
import { readCgroupMounts, type CgroupMounts } from './kernel-cgroup.js';
import { onlineCores, seatsOf, type ReadText } from './topology.js';

/** The host that the daemon runs on, as far as it can be known from here. */
export interface DockerHost {
  readonly daemon: DaemonInfo;
  /** It is this very host: we see its processes and its kernel's accounting. */
  readonly local: boolean;
  /** The daemon sees the folders of this machine. */
  readonly seesFolders: boolean;
  /** Ids of the cores that containers may use, ascending; they need not be 0..n-1. */
  readonly cores: readonly CoreId[];
  /** Undefined where it cannot be seen. */
  readonly seats: ReadonlyMap<CoreId, Seat> | undefined;
  /** Bytes. */
  readonly memory: number;
  /** Undefined where the kernel's accounting cannot be seen. */
  readonly cgroups: CgroupMounts | undefined;
  /** What is not known because the host is hidden, a sentence each. */
  readonly hidden: readonly string[];
}

/** This machine, as the operating system tells of it. */
export interface Here {
  readonly hostName: string;
  readonly kernel: string;
  readonly read: ReadText;
}

/**
 * Asks the daemon, and the kernel where it is the same one.
 *
 * @throws DockerError when the daemon does not answer
 */
export async function readHost(client: DockerClient, here: Here = thisMachine()): Promise<DockerHost> {
  const [daemon, permitted] = await Promise.all([client.info(), client.permittedCores()]);
  const local = daemon.hostName === here.hostName && daemon.kernel === here.kernel;
  // Docker Desktop runs in a virtual machine that it shares the user's folders with.
  const seesFolders = local || /docker desktop/i.test(daemon.system);
  const cgroups = local ? readCgroupMounts(here.read('/proc/self/mountinfo')) : undefined;
  const bounds = local ? [onlineCores(here.read), coresOfDocker(cgroups, here.read)] : [];
  const named = permitted ?? Array.from({ length: daemon.cores }, (_, id) => id);
  const cores = named.filter((id) => bounds.every((bound) => bound?.includes(id) ?? true));
  return {
    daemon,
    local,
    seesFolders,
    cores,
    seats: local ? seatsOf(cores, here.read) : undefined,
    memory: daemon.memory,
    cgroups,
    hidden: hiddenBy(daemon, local, seesFolders, permitted !== undefined, cgroups !== undefined),
  };
}

function thisMachine(): Here {
  return { hostName: hostname(), kernel: release(), read: readText };
}

const readText: ReadText = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

/** What the group above Docker's containers is limited to, where there is such a group. */
function coresOfDocker(cgroups: CgroupMounts | undefined, read: ReadText): readonly CoreId[] | undefined {
  const mount = cgroups?.version === 1 ? cgroups.folders.get('cpuset')?.mount : undefined;
  if (mount === undefined) return undefined;
  const text = read(`${mount}/docker/cpuset.effective_cpus`) ?? read(`${mount}/docker/cpuset.cpus`) ?? '';
  const cores = parseCpuset(text);
  return cores === undefined || cores.length === 0 ? undefined : cores;
}

function hiddenBy(
  daemon: DaemonInfo,
  local: boolean,
  seesFolders: boolean,
  named: boolean,
  accounted: boolean,
): readonly string[] {
  const where = `the Docker host ${daemon.hostName}`;
  const sentences: string[] = [];
  if (!local) {
    const unknown = 'cores are not read back from its kernel, its topology and CPU times are unknown';
    sentences.push(`${where} is another machine: ${unknown}`);
  }
  if (!seesFolders)
    sentences.push(`${where} cannot see folders of this machine: what jobs leave in /out is lost`);
  if (!named) {
    sentences.push(
      `${where} does not name its cores: they are taken to be 0-${Math.max(daemon.cores - 1, 0)}`,
    );
  }
  if (local && !accounted) sentences.push(`${where} shows no control groups: CPU times are unknown`);
  return sentences;
}
