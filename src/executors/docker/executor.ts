import type { Job } from '../../core/job-state.js';
import type { Executor, Leaving } from '../executor.js';
import type { RunCores } from './actions/core-limits.js';
import type { RanOn } from './adopt.js';
import { ContainerExecutor } from './container-executor.js';
import type { Told } from './containers/create-container.js';
import { DockerError } from './daemon/client.js';
import type { DockerExecutorOptions } from './executor-options.js';
import type { DockerHost } from './host/host.js';
import { nameCores } from './ownership/core-lock.js';

/** Where a run stands that another tfsched has begun. */
export interface PastRun {
  /** Seconds on the run's clock. */
  readonly at: number;
  /** What its log has of an attempt's program; undefined where that is nothing. */
  readonly toldOf: (job: string, attempt: number) => Told | undefined;
}

/** An executor whose containers are armed, and whose clock is started, before the driver takes it over. */
export interface DockerExecutor extends Executor {
  /**
   * Arms the first `count` jobs (`--arm`, 64); the others follow while the run goes on. Resolves with the seconds that it
   * took. What cannot be armed is told as a notice, and fails when its turn comes.
   *
   * @param jobs in the order of their arrival
   */
  arm(
    jobs: readonly string[],
    count?: number,
    progress?: (armed: number, of: number) => void,
  ): Promise<number>;
  /**
   * Takes over what an earlier tfsched has left of the run, before anything is armed. The run's clock stands at the time of its
   * log's end.
   *
   * @param jobs of the run as the engine has them, in file order
   * @returns the containers that ran on
   * @throws DockerError
   */
  adopt(jobs: readonly Job[], past: PastRun): Promise<readonly RanOn[]>;
  /** After `adopt`: what is to run and was paused goes on. @throws DockerError */
  wake(): Promise<void>;
  /** The run's clock stands at 0 now, or goes on. */
  startClock(): void;
  /** Ends the run for now: the next batch says so, and `close` leaves the containers where they are. */
  leave(how: Leaving, reason: string): void;
  /** The daemon was given up, so the run was cancelled: exit code 3. */
  readonly daemonGone: boolean;
  /** After `close`: names of containers that could not be removed. */
  readonly leftovers: readonly string[];
}

/**
 * Listens to the daemon. No container exists yet.
 *
 * @throws DockerError when the daemon does not answer or cannot do what the run needs
 */
export async function createDockerExecutor(options: DockerExecutorOptions): Promise<DockerExecutor> {
  refuseUnfit(options.host, options.cores);
  const executor = new ContainerExecutor(options);
  try {
    await executor.open();
    return executor;
  } catch (error) {
    await executor.close();
    throw error;
  }
}

/** @throws DockerError when the daemon cannot do what the run needs */
function refuseUnfit({ daemon, cores }: DockerHost, wanted: RunCores): void {
  if (daemon.osType !== 'linux') {
    throw new DockerError(`Docker runs ${daemon.osType || 'unknown'} containers: Linux ones are needed`);
  }
  if (wanted.kind === 'emulated') {
    if (!daemon.limits.quota)
      throw new DockerError('this Docker host cannot limit CPU time, as --emulate needs it');
    return;
  }
  if (!daemon.limits.cpuset)
    throw new DockerError('this Docker host cannot hold containers to cores (no cpuset)');
  const missing = wanted.ids.filter((id) => !cores.includes(id));
  if (missing.length > 0) {
    throw new DockerError(`the Docker host has no ${nameCores(missing)}: it has ${nameCores(cores)}`);
  }
}
