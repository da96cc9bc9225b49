import type { DockerClient, ImageInfo } from '../daemon/client.js';
import type { ParentGroups } from '../host/cpu-accounting.js';
import type { CgroupMounts } from '../host/kernel-cgroup.js';
import type { RunOrigin } from '../ownership/labels.js';
import type { JobPlan, RunContext } from './container-spec.js';
import type { FactQueue } from './fact-queue.js';
import type { Fleet } from './fleet.js';

/** What all that deals with a run's containers shares. */
export interface Workshop {
  /** Repeats what failed in passing. */
  readonly client: DockerClient;
  /** Each call is made once, and fails at once when the daemon is away. */
  readonly direct: DockerClient;
  /** All that the daemon has, whether or not they are the run's. */
  readonly hostCores: number;
  readonly queue: FactQueue;
  readonly fleet: Fleet;
  readonly context: RunContext;
  readonly origin: RunOrigin;
  readonly runFolder: string;
  /** The daemon sees this machine's folders; `relabel`: once they are labelled for containers. */
  readonly folders: 'seen' | 'relabel' | 'hidden';
  /** Undefined where the kernel's accounting cannot be seen. */
  readonly cgroups: { readonly mounts: CgroupMounts; readonly parents: ParentGroups } | undefined;
  /** Asks the daemon once for each image. @throws DockerError when it is not there */
  imageOf(plan: JobPlan): Promise<ImageInfo>;
  sleep(seconds: number): Promise<void>;
  /** The run is being ended: nothing is begun any more. */
  isClosing(): boolean;
}
