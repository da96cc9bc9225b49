import type { CoreId } from '../../core/actions.js';
import type { DockerClient } from './client.js';
import type { JobPlan, RunContext } from './container-spec.js';
import type { CoreLock } from './core-lock.js';
import type { DockerHost } from './host.js';

/** Which cores a run uses: exactly these, or as many as it likes as quotas (`--emulate`). */
export type RunCores =
  | { readonly kind: 'pinned'; readonly ids: readonly CoreId[] }
  | { readonly kind: 'emulated'; readonly capacity: number };

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
export interface Settings {
  /** Containers that are made at the same time. */
  readonly parallel: number;
  /** Before the second try to arm a job, and twice that before the third. */
  readonly armingPause: number;
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
