import type { ContainerDetails } from '../../executors/docker/containers/container-details.js';
import { formatCpuset, parseCpuset } from '../../executors/docker/daemon/cpuset.js';
import type { Owner } from '../../executors/docker/ownership/labels.js';
import { startOfRun } from '../../log/run-folder.js';
import type { ShownRun } from '../../render/run-table.js';
import type { ListedRun } from './listed-runs.js';

/** A run as `tfsched ps` shows it. @param age seconds since it began */
export function shownRun(
  run: ListedRun,
  containers: readonly ContainerDetails[],
  age: number | undefined,
): ShownRun {
  const cores = coresOf(run, containers);
  return {
    id: run.run,
    state: run.state,
    owner: run.owner && ownerText(run.owner),
    cores: typeof cores === 'object' ? formatCpuset(cores) : cores,
    counts: countsOf(containers),
    trace: run.groups ? 'none, but control groups' : 'none',
    age,
    folder: run.folder,
    containers: containers.map(({ name, job, attempt, state, cpuset, quota }) => ({
      name,
      job,
      attempt,
      state,
      cores: cpuset ?? (quota === undefined ? undefined : `quota ${Number(quota.toFixed(3))}`),
    })),
  };
}

/** The same for programs. What is not known is null. */
export function runAsJson(run: ListedRun, containers: readonly ContainerDetails[], all: boolean): object {
  const { process } = run;
  return {
    run: run.run,
    state: run.state,
    owner: run.owner ?? null,
    process: process === undefined ? null : { host: process.host, pid: process.pid },
    cores: coresOf(run, containers) ?? null,
    containers: countsOf(containers),
    started: startOfRun(run.run)?.toISOString() ?? null,
    folder: run.folder ?? null,
    resumable: run.resumable,
    ...(all && {
      list: containers.map(({ name, job, attempt, state, cpuset, quota }) => ({
        name,
        job,
        attempt: attempt ?? null,
        state,
        cores: cpuset === undefined ? null : (parseCpuset(cpuset) ?? null),
        quota: quota ?? null,
      })),
    }),
  };
}

/** `ana@host` has no name here: users are known by their number only, as that is what a label can be trusted to mean. */
export function ownerText({ uid, host }: Owner): string {
  return `${uid}@${host}`;
}

/** How many containers are in which state; only those states that there are. */
function countsOf(containers: readonly ContainerDetails[]): ShownRun['counts'] {
  const counts: Partial<Record<ContainerDetails['state'], number>> = {};
  for (const { state } of containers) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** The cores that it has locked while it lives, else those that its programs still run on. */
function coresOf(
  { life, claim }: ListedRun,
  containers: readonly ContainerDetails[],
): readonly number[] | 'all' | undefined {
  if (life !== 'over' && claim !== undefined) return claim.cores;
  const used = containers
    .filter(({ state }) => state === 'running')
    .flatMap(({ cpuset }) => parseCpuset(cpuset ?? '') ?? []);
  return used.length === 0 ? undefined : [...new Set(used)].sort((a, b) => a - b);
}
