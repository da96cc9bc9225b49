import type { RunCores } from './actions/core-limits.js';
import type { ArmingSettings } from './containers/arming.js';
import type { JobPlan, RunContext } from './containers/container-spec.js';
import type { DockerClient } from './daemon/client.js';
import type { DockerHost } from './host/host.js';
import type { CoreLock } from './ownership/core-lock.js';

/** What an executor on Docker is made of. */
export interface DockerExecutorOptions {
  readonly client: DockerClient;
  readonly host: DockerHost;
  readonly context: RunContext;
  /** Holds what the jobs write; it is there. */
  readonly runFolder: string;
  readonly cores: RunCores;
  /** Asked once for each attempt of a job. */
  readonly planOf: (job: string) => JobPlan;
  /** Of these cores; whoever took it releases it. */
  readonly lock: CoreLock;
  /** How often the run was resumed by now. */
  readonly resumes?: number;
  readonly settings?: Partial<Settings>;
  /** Seconds from any origin, never going back. */
  readonly monotonic?: () => number;
}

/** Figures that a person need not know; all times in seconds. */
export interface Settings extends ArmingSettings {
  /** Finished containers that may wait for their removal. */
  readonly finishedKept: number;
  /** Pauses between the tries of a call that failed in passing. */
  readonly backoffs: readonly number[];
  /** Pauses between tries to reopen the stream of events; the last one is repeated. */
  readonly reopenBackoffs: readonly number[];
  /** From the line that starts a program to MARK; then the dispatch is given up. */
  readonly markPatience: number;
  /** A daemon that is away for longer is given up. */
  readonly daemonPatience: number;
  /** From one look at all containers to the next: so late what no event tells of is noticed. */
  readonly censusInterval: number;
}

export const defaultSettings: Settings = {
  parallel: 8,
  armingPause: 0.2,
  finishedKept: 64,
  backoffs: [0.05, 0.25, 1],
  reopenBackoffs: [0.1, 0.5, 1],
  markPatience: 30,
  daemonPatience: 60,
  censusInterval: 10,
};
