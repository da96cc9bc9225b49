import { statfs } from 'node:fs/promises';
import { DockerError, type DockerClient } from './daemon/client.js';
import { availableMemory } from './host/available-memory.js';
import { readHost, type DockerHost } from './host/host.js';
import { nameCores, runsOn } from './ownership/core-lock.js';
import { knownRuns } from './ownership/known-runs.js';

/** One thing that a run on Docker needs, and whether it is there. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was found. */
  readonly detail: string;
  /** What to do about it; undefined where nothing is to be done. */
  readonly mend: string | undefined;
}

export interface DoctorOptions {
  readonly client: DockerClient;
  /** Where the locks of cores are. */
  readonly lockFolder: string;
  /** A run ended with its containers left on purpose, as the log in its folder says. */
  readonly wasKept?: (folder: string) => boolean;
  /** What is known of the host; asked of the client by default. */
  readonly host?: (client: DockerClient) => Promise<DockerHost>;
  /** Free bytes of the file system of a folder; undefined where it cannot be seen. */
  readonly freeDisk?: (folder: string) => Promise<number | undefined>;
  /** Bytes of memory that programs could have now; undefined where it cannot be seen. */
  readonly freeMemory?: () => number | undefined;
}

const GIB = 2 ** 30;

/** The oldest Docker that is tried out. */
const OLDEST = [20, 10] as const;

/** The runner image with what building it takes. */
const DISK_NEEDED = 5 * GIB;

/** One TensorFlow job. */
const MEMORY_NEEDED = GIB;

/** Everything that `tfsched doctor` looks at on the Docker host. Never throws: what fails is a check that is not ok. */
export async function doctorChecks(options: DoctorOptions): Promise<readonly Check[]> {
  const {
    client,
    lockFolder,
    host: ask = readHost,
    freeDisk = freeBytes,
    freeMemory = availableMemory,
  } = options;
  let host: DockerHost;
  try {
    await client.ping();
    host = await ask(client);
  } catch (error) {
    return [checkDaemon(error)];
  }
  const { daemon, local } = host;
  const disk = local ? await freeDisk(daemon.rootFolder) : undefined;
  return [
    good(
      'daemon',
      `answers: ${daemon.system || 'unknown system'}, ${local ? 'this machine' : `host ${daemon.hostName}`}`,
    ),
    checkVersion(daemon.version, daemon.apiVersion),
    checkContainers(host),
    checkCgroup(host),
    checkCores(host, lockFolder),
    checkMemory(host, local ? freeMemory() : undefined),
    checkDisk(host, disk),
    checkSight(host),
    await checkLeftovers(client, host, options),
  ];
}

function good(name: string, detail: string): Check {
  return { name, ok: true, detail, mend: undefined };
}

function bad(name: string, detail: string, mend: string): Check {
  return { name, ok: false, detail, mend };
}

function checkDaemon(error: unknown): Check {
  const { message } = error as Error;
  const code = error instanceof DockerError ? error.code : undefined;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return bad(
        'daemon',
        `this user may not talk to it: ${message}`,
        'join the group docker (sudo usermod -aG docker "$USER") and log in again',
      );
    case 'ECONNREFUSED':
    case 'ENOENT':
      return bad(
        'daemon',
        `none answers: ${message}`,
        'start it (sudo systemctl start docker), install it, or set DOCKER_HOST',
      );
    default:
      return bad(
        'daemon',
        `does not answer: ${message}`,
        'look at its log (journalctl -u docker), and at DOCKER_HOST',
      );
  }
}

function checkVersion(version: string, api: string): Check {
  const detail = `Docker ${version}, API ${api}`;
  const [major = Number.NaN, minor = Number.NaN] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return isOld
    ? bad('version', detail, `update Docker to ${OLDEST.join('.')} or later`)
    : good('version', detail);
}

function checkContainers({ daemon }: DockerHost): Check {
  return daemon.osType === 'linux'
    ? good('containers', 'Linux containers')
    : bad('containers', `${daemon.osType || 'unknown'} containers`, 'switch Docker to Linux containers');
}

function checkCgroup({ daemon }: DockerHost): Check {
  const { cgroupVersion, cgroupDriver, limits } = daemon;
  const detail = `version ${cgroupVersion}, driver ${cgroupDriver || 'none'}`;
  const missing = [
    ...(limits.cpuset ? [] : ['cpuset']),
    ...(limits.quota ? [] : ['cpu quota']),
    ...(limits.memory ? [] : ['memory']),
    ...(limits.pids ? [] : ['pids']),
  ];
  if (missing.length === 0) return good('cgroup', detail);
  const mend =
    'enable these controllers in the kernel, and for rootless Docker delegate them to the user (Delegate=yes)';
  return bad('cgroup', `${detail}; cannot limit ${missing.join(', ')}`, mend);
}

function checkCores({ cores, daemon }: DockerHost, lockFolder: string): Check {
  if (cores.length === 0)
    return bad('cores', 'none that containers may use', 'widen the cpuset of the Docker daemon');
  const locked = runsOn(lockFolder, daemon.id).map(
    ({ run, cores: held }) => `run ${run} has ${nameCores(held)}`,
  );
  return good('cores', [`${cores.length}: ${nameCores(cores)}`, ...locked].join('; '));
}

function checkMemory({ memory }: DockerHost, free: number | undefined): Check {
  const detail = `${gib(memory)}${free === undefined ? '' : `, ${gib(free)} free`}`;
  return Math.min(memory, free ?? memory) >= MEMORY_NEEDED
    ? good('memory', detail)
    : bad(
        'memory',
        detail,
        `a TensorFlow job takes ${gib(MEMORY_NEEDED)}: end other programs, or use a larger host`,
      );
}

function checkDisk({ daemon }: DockerHost, free: number | undefined): Check {
  if (free === undefined) return good('disk', `${daemon.rootFolder}: free space cannot be seen from here`);
  const detail = `${gib(free)} free for Docker in ${daemon.rootFolder}`;
  return free >= DISK_NEEDED
    ? good('disk', detail)
    : bad(
        'disk',
        detail,
        `building the runner image takes ${gib(DISK_NEEDED)}: \`docker system prune\` makes room`,
      );
}

/** What a run cannot see here it does without, so nothing of it is wrong. */
function checkSight({ hidden }: DockerHost): Check {
  return good(
    'accounting',
    hidden.length === 0 ? 'cores are read back from the kernel, CPU times are known' : hidden.join('; '),
  );
}

async function checkLeftovers(
  client: DockerClient,
  host: DockerHost,
  { lockFolder, wasKept = () => false }: DoctorOptions,
): Promise<Check> {
  try {
    const runs = await knownRuns(client, host, lockFolder);
    const left = runs.filter(
      ({ life, folder }) => life === 'over' && !(folder !== undefined && wasKept(folder)),
    );
    const names = left.flatMap(({ containers }) => containers.map(({ name }) => name));
    if (names.length === 0) return good('leftovers', 'no containers of earlier runs');
    return bad(
      'leftovers',
      `${names.length} ${names.length === 1 ? 'container' : 'containers'} of earlier runs`,
      '`tfsched ps` lists those runs, `tfsched clean` removes what they left',
    );
  } catch (error) {
    return bad(
      'leftovers',
      `cannot be listed: ${(error as Error).message}`,
      'look at the log of the Docker daemon',
    );
  }
}

function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}

async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
