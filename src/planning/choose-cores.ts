import type { CoreId } from '../core/actions.js';
import type { Seat } from '../core/pool.js';
import { parseCpuset } from '../executors/docker/daemon/cpuset.js';
import type { DockerHost } from '../executors/docker/host/host.js';
import { PlanError } from './plan-error.js';

/** What the command line and the file say of the cores. */
export interface CoreWishes {
  /** `--cores`. */
  readonly cores?: number | undefined;
  /** `--cpus`, such as `2-5`. */
  readonly cpus?: string | undefined;
  readonly emulate?: boolean | undefined;
}

/** The cores of a run. */
export interface ChosenCores {
  readonly ids: readonly CoreId[];
  readonly seats: ReadonlyMap<CoreId, Seat> | undefined;
  readonly emulated: boolean;
}

/** Emulated cores may be so many times the host's (design 5.2). */
const MOST_EMULATED = 100;

/**
 * The cores that a run may use: those of `--cpus`, else the host's, as many as `--cores` or the file say, else all.
 * @throws PlanError when the host has not so many
 */
export function chooseCores(
  wishes: CoreWishes,
  fileCores: number | undefined,
  host: DockerHost,
): ChosenCores {
  const wanted = wishes.cores ?? fileCores;
  if (wishes.emulate === true) {
    const most = MOST_EMULATED * host.cores.length;
    const capacity = wanted ?? host.cores.length;
    if (capacity > most) {
      throw new PlanError(
        `--emulate gives at most ${most} cores on ${host.cores.length} of the host, not ${capacity}`,
      );
    }
    return { ids: Array.from({ length: capacity }, (_, id) => id), seats: undefined, emulated: true };
  }
  const available = wishes.cpus === undefined ? host.cores : namedCores(wishes.cpus, host);
  const capacity = wanted ?? available.length;
  if (capacity > available.length) {
    const source = wishes.cores === undefined ? 'the workload asks for' : '--cores asks for';
    throw new PlanError(
      `${source} ${capacity} cores and there ${available.length === 1 ? 'is' : 'are'} ${available.length}: give --cores ${available.length}, or --emulate to run on quotas`,
    );
  }
  return { ids: available.slice(0, capacity), seats: host.seats, emulated: false };
}

function namedCores(text: string, host: DockerHost): readonly CoreId[] {
  const named = parseCpuset(text);
  if (named === undefined || named.length === 0) {
    throw new PlanError(`--cpus ${JSON.stringify(text)} is no list of cores: give one such as 2-5 or 0,2,4`);
  }
  const missing = named.filter((id) => !host.cores.includes(id));
  if (missing.length > 0) {
    throw new PlanError(
      `--cpus: the Docker host has no core ${missing.join(', ')}: it has ${host.cores.join(', ')}`,
    );
  }
  return named;
}
