import type { Action } from '../../core/actions.js';
import type { Batch, Executor } from '../executor.js';
import { carryOut, type ActionDeps } from './actions.js';
import { ArmingPool } from './arming.js';
import type { DockerClient, ImageInfo } from './client.js';
import type { JobPlan, RunContext } from './container-spec.js';
import type { JobContainer } from './container.js';
import { createParentGroups, removeParentGroups } from './cpu-accounting.js';
import type { CoreLimits } from './core-limits.js';
import type { Workshop } from './create-container.js';
import { DockerError } from './client.js';
import { Exits } from './exits.js';
import { FactQueue } from './fact-queue.js';
import { readCgroupMounts } from './kernel-cgroup.js';
import { RUN_LABEL } from './labels.js';
import { Removal } from './removal.js';
import { Watch } from './watch.js';

export interface DockerExecutorOptions {
  readonly client: DockerClient;
  readonly context: RunContext;
  readonly runFolder: string;
  readonly planOf: (job: string) => JobPlan;
  readonly limitsFor: CoreLimits;
  readonly local: boolean;
  readonly monotonic: () => number;
}

export interface DockerExecutor extends Executor {
  arm(jobs: readonly string[], count: number, progress?: (armed: number, of: number) => void): Promise<void>;
  startClock(): void;
}

export async function createDockerExecutor(options: DockerExecutorOptions): Promise<DockerExecutor> {
  const { client, context, runFolder, planOf, limitsFor, local } = options;
  const queue = new FactQueue(options.monotonic);
  const daemon = await client.info();
  const images = new Map<string, Promise<ImageInfo>>();
  const mounts = local ? readCgroupMounts() : undefined;
  const workshop: Workshop = {
    client,
    queue,
    context,
    runFolder,
    local,
    cgroups: mounts && { mounts, parents: createParentGroups(daemon, context.run) },
    containers: new Map(),
    imageOf(plan) {
      let image = images.get(plan.image);
      if (image === undefined) {
        image = client.image(plan.image).then((found) => {
          if (found === undefined) throw new DockerError(`there is no image ${plan.image}`, 404);
          return found;
        });
        images.set(plan.image, image);
      }
      return image;
    },
  };
  const removal = new Removal(client, 64);
  const pool = new ArmingPool(workshop, planOf, 4);
  const exits = new Exits(workshop, pool, removal);
  const watch = new Watch(
    { client, label: `${RUN_LABEL}=${context.run}`, backoffs: [0.1, 0.5, 1], patience: 60, sleep },
    { event: (event) => exits.event(event), reopened: () => exits.reconcile(), gone: () => undefined },
  );
  await watch.open();
  const deps: ActionDeps = {
    workshop,
    pool,
    limitsFor,
    containerOf: (action) => find(workshop.containers, action),
    foundEnded: (container, state) => exits.found(container, state, false),
    coresSet: () => undefined,
  };
  return {
    arm: (jobs, count, progress = () => undefined) => pool.arm(jobs, count, progress),
    startClock: () => queue.startClock(),
    apply(action) {
      void carryOut(deps, action).then((outcome) => {
        if (outcome.kind === 'confirmed') queue.fact({ kind: 'confirmed', action }, outcome.at);
        if (outcome.kind === 'refused') queue.fact({ kind: 'refused', action, reason: outcome.reason });
      });
    },
    next: (until): Promise<Batch> => queue.next(until),
    cancel: (reason) => queue.fact({ kind: 'cancelled', reason }),
    async close() {
      await pool.stop();
      watch.close();
      for (const one of await client.list(`${RUN_LABEL}=${context.run}`)) await client.remove(one.id);
      removeParentGroups(mounts, context.run);
    },
  };
}

function find(containers: ReadonlyMap<string, JobContainer>, action: Action): JobContainer | undefined {
  for (const container of containers.values()) {
    if (container.plan.job.id === action.job.id && container.attempt === action.attempt && container.isMarked)
      return container;
  }
  return undefined;
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
