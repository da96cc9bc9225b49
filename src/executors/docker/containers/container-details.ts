import { readFileSync } from 'node:fs';
import type { ContainerState, DockerClient } from '../daemon/client.js';
import { Gate } from '../daemon/gate.js';
import type { DockerHost } from '../host/host.js';
import { groupsOf } from '../host/kernel-cgroup.js';
import type { KnownContainer } from '../ownership/known-runs.js';
import { ARMED_MEMORY, isWaitingForLine } from './container-spec.js';

/** What a container of ours is doing, and with which cores. */
export interface ContainerDetails {
  readonly name: string;
  readonly job: string;
  readonly attempt: number | undefined;
  /** `armed`: it waits for its turn, and nothing of its program was executed. */
  readonly state: 'created' | 'armed' | 'running' | 'paused' | 'ended';
  /** A cpuset list; undefined where it has none: it is held to no cores, or to a quota. */
  readonly cpuset: string | undefined;
  /** A quota in cores (`--emulate`). */
  readonly quota: number | undefined;
}

/** Containers that are asked about at the same time. */
const PARALLEL = 8;

/**
 * Looks at containers one by one; those that are gone meanwhile are left out.
 *
 * @throws DockerError
 */
export async function lookAt(
  client: DockerClient,
  { local }: DockerHost,
  containers: readonly KnownContainer[],
): Promise<readonly ContainerDetails[]> {
  const gate = new Gate(PARALLEL);
  const details = await Promise.all(
    containers.map((container) =>
      gate.through(async () => {
        const state = await client.inspect(container.id);
        return state && detailsOf(container, state, local);
      }, false),
    ),
  );
  return details.filter((one) => one !== undefined);
}

function detailsOf({ told }: KnownContainer, state: ContainerState, local: boolean): ContainerDetails {
  const { name, limits } = state;
  const isArmed = state.status === 'running' && waits(state, local);
  return {
    name,
    job: told.job,
    attempt: told.attempt,
    state: isArmed ? 'armed' : state.status,
    cpuset: limits.cpuset,
    quota: limits.nanoCpus === undefined ? undefined : limits.nanoCpus / 1e9,
  };
}

/**
 * Its first process still waits for the line that starts the program. Where that process cannot be seen, its limits tell: they
 * are raised at the dispatch, unless there are none to be raised.
 */
function waits({ id, pid, limits }: ContainerState, local: boolean): boolean {
  const command = local && groupsOf(pid)?.includes(id) === true ? commandLineOf(pid) : undefined;
  if (command !== undefined) return isWaitingForLine(command);
  const { cpuset, nanoCpus, memory = Infinity } = limits;
  return cpuset === undefined && nanoCpus === undefined && memory <= ARMED_MEMORY;
}

function commandLineOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return undefined;
  }
}
