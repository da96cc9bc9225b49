import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, parse, relative, resolve, sep } from 'node:path';
import { printable } from '../../../workload/printable.js';
import type { JobSpec, Mount } from '../../../workload/workload.js';
import type { Bind } from '../daemon/client.js';
import type { Allowance } from './grants.js';

/** What a mount is judged by. Paths may be relative to the working folder and have links in them. */
export interface MountRules {
  /** Relative paths of mounts start here: the workload file's folder. */
  readonly workloadFolder: string;
  /** Mounts lie in one of these. */
  readonly mountFolders: readonly string[];
  /** Of this run: never seen by a container. */
  readonly runFolder: string;
}

/**
 * The folders that mounts may lie in. A workload in the root of the file system would open all of it: there only folders that are named
 * count.
 * @param ownFolders of the workload files
 */
export function mountFolders(
  { ownFolder, folders }: Allowance,
  ownFolders: readonly string[],
): readonly string[] {
  const own = ownFolder
    ? ownFolders.filter((folder) => realPath(folder) !== parse(resolve(folder)).root)
    : [];
  return [...own, ...folders];
}

/** A mount that may be made, by its real path; no link is left in it that could lead elsewhere. */
export interface RealMount {
  readonly mount: Mount;
  readonly path: string;
}

/** A job asks for a mount that it must not have; `message` names the mount and says why. */
export class MountRefused extends Error {
  override readonly name = 'MountRefused';
}

/**
 * The mounts of a job for Docker, by their real paths at this moment.
 * @throws MountRefused
 */
export function bindsOf(job: JobSpec, rules: MountRules): readonly Bind[] {
  return mountsOf(job).map((mount, index) => {
    const { path } = realMount(mount, index, rules);
    return { host: path, container: mount.container, readonly: mount.readonly, relabel: false };
  });
}

/**
 * What is wrong with the mounts of the jobs of a run, a sentence each. A folder that one job may write to holds no mount of its own: its
 * program could put a link to anywhere in the place of that before it is made.
 */
export function mountProblems(jobs: readonly JobSpec[], rules: MountRules): readonly string[] {
  const problems: string[] = [];
  const found: (RealMount & { readonly job: string; readonly index: number })[] = [];
  for (const job of jobs) {
    for (const [index, mount] of mountsOf(job).entries()) {
      try {
        found.push({ ...realMount(mount, index, rules), job: job.id, index });
      } catch (error) {
        if (!(error instanceof MountRefused)) throw error;
        problems.push(`job ${job.id}: ${error.message}`);
      }
    }
  }
  const writable = new Map(found.filter(({ mount }) => !mount.readonly).map((one) => [one.path, one]));
  for (const { job, mount, index, path } of found) {
    const above = foldersAbove(path).find((folder) => writable.has(folder));
    if (above === undefined) continue;
    problems.push(
      `job ${job}: ${nameOf(mount, index)} lies in ${shown(above)}, which job ${writable.get(above)!.job} may write to and so could change what is mounted: mount that folder as a whole`,
    );
  }
  return problems;
}

function mountsOf({ program }: JobSpec): readonly Mount[] {
  return program.kind === 'model' ? [] : program.mounts;
}

/** Paths longer than that are cut in messages. */
const LONGEST = 300;

function shown(path: string): string {
  return printable(JSON.stringify(path.length > LONGEST ? `${path.slice(0, LONGEST)}...` : path));
}

function nameOf({ host }: Mount, index: number): string {
  return `mounts[${index}] ${shown(host)}`;
}

function realMount(mount: Mount, index: number, rules: MountRules): RealMount {
  const refuse = (why: string): never => {
    throw new MountRefused(`${nameOf(mount, index)} ${why}`);
  };
  const path = realPath(resolve(rules.workloadFolder, mount.host)) ?? refuse('is not there');
  const folders = rules.mountFolders.map((folder) => realPath(folder) ?? resolve(folder));
  if (!folders.some((folder) => isWithin(folder, path))) {
    const where = folders.map((folder) => shown(folder)).join(' and ');
    refuse(
      `is ${shown(path)}, ${where === '' ? 'and no folder is allowed' : `outside of ${where}`}: give --allow mounts=DIR with a folder that holds it`,
    );
  }
  const kind = statSync(path);
  if (!kind.isDirectory() && !kind.isFile()) refuse('is neither a folder nor a file');
  const socket = daemonSockets().find((one) => isWithin(path, one));
  if (socket !== undefined) refuse(`holds ${shown(socket)}, whose owner can do anything on this machine`);
  const runFolder = realPath(rules.runFolder) ?? resolve(rules.runFolder);
  if (isWithin(runFolder, path)) refuse('lies in the folder of the run');
  if (isWithin(path, runFolder)) refuse('holds the folder of the run: choose another one with --out');
  return { mount, path };
}

/** Undefined where nothing is. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** Are both the same, or is the second one inside? Both without links. */
function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
}

/** From the nearest to the root. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  const { root } = parse(path);
  for (let folder = path; folder !== root;) folders.push((folder = resolve(folder, '..')));
  return folders;
}

/** Sockets of daemons that start containers for whoever can write to them, those that are there. */
function daemonSockets(): readonly string[] {
  const { DOCKER_HOST: host, XDG_RUNTIME_DIR: runtime } = process.env;
  const places = [
    ...(host?.startsWith('unix://') === true ? [host.slice('unix://'.length)] : []),
    ...['docker.sock', 'containerd/containerd.sock', 'podman/podman.sock'].flatMap((name) => [
      join('/run', name),
      join('/var/run', name),
      ...(runtime === undefined || runtime === '' ? [] : [join(runtime, name)]),
    ]),
    join(homedir(), '.docker/run/docker.sock'),
  ];
  return places.map(realPath).filter((path) => path !== undefined);
}
