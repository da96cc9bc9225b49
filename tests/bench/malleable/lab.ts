import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { ActionKind, CoreId } from '../../../src/core/actions.js';
import type { Fact } from '../../../src/core/facts.js';
import type { JobPlan } from '../../../src/executors/docker/containers/container-spec.js';
import { jobLogFile } from '../../../src/executors/docker/containers/job-folders.js';
import type { ContainerState } from '../../../src/executors/docker/daemon/client.js';
import { createDockerodeClient } from '../../../src/executors/docker/daemon/dockerode-client.js';
import { createDockerExecutor, type DockerExecutor } from '../../../src/executors/docker/executor.js';
import { type DockerHost, readHost } from '../../../src/executors/docker/host/host.js';
import {
  containerCgroup,
  groupsOf,
  readCgroupMounts,
  readUsage,
} from '../../../src/executors/docker/host/kernel-cgroup.js';
import { type CoreLock, lockCores } from '../../../src/executors/docker/ownership/core-lock.js';
import { containerName } from '../../../src/executors/docker/ownership/labels.js';
import type { Notice } from '../../../src/executors/executor.js';
import { runnerImageTag } from '../../../src/image/runner-image-tag.js';
import { newRunId } from '../../../src/log/run-folder.js';
import { elasticThreads } from '../../../src/planning/threads.js';
import { ENDLESS } from '../../../src/profile/measure.js';
import { type Orders, ordersFor } from '../../../src/profile/trial.js';
import { loadWorkload } from '../../../src/workload/load/load.js';

const client = createDockerodeClient();
const mounts = readCgroupMounts(readFileSync('/proc/self/mountinfo', 'utf8'));
let host: DockerHost | undefined;

/** The host's cores. */
export async function hostCores(): Promise<readonly CoreId[]> {
  host ??= await readHost(client);
  return host.cores;
}

/** What runs in a container. */
export interface Subject {
  readonly model: string;
  /** undefined: until it is killed. */
  readonly steps?: number;
  readonly intra: number;
  readonly elastic: boolean;
}

/** One training in one container of a run of its own, ordered about by hand. */
export class Lab {
  readonly notices: Notice[] = [];
  private readonly facts: Fact[] = [];
  private readonly orders: Orders;
  private readonly pump: Promise<void>;
  private readonly waiters = new Set<() => void>();
  private closed = false;
  /** Seconds on the run's clock, as of the last batch. */
  private now = 0;
  private actions = 0;

  private constructor(
    private readonly executor: DockerExecutor,
    private readonly run: string,
    private readonly folder: string,
    private readonly lock: CoreLock,
    cores: number,
  ) {
    this.orders = ordersFor(JOB, cores, () => ++this.actions);
    executor.startClock();
    this.pump = this.keepTaking();
  }

  static async open(subject: Subject): Promise<Lab> {
    host ??= await readHost(client);
    const folder = mkdtempSync(join(tmpdir(), 'tfsched-lab-'));
    const run = newRunId(new Date(), Math.random);
    const lock = await lockCores({
      folder: join(folder, 'locks'),
      daemon: host.daemon.id,
      run,
      cores: host.cores,
      mode: 'refuse',
    });
    const plan = await planOf(subject);
    const executor = await createDockerExecutor({
      client,
      host,
      context: { run, grants: new Set(), seed: 1, workloadFolder: folder },
      runFolder: folder,
      cores: { kind: 'pinned', ids: host.cores },
      planOf: () => plan,
      lock,
    });
    return new Lab(executor, run, folder, lock, host.cores.length);
  }

  /** Seconds on the run's clock at which it was confirmed. */
  async order(kind: ActionKind, ids: readonly CoreId[] = []): Promise<number> {
    const action = this.orders(kind, ids);
    this.executor.apply(action);
    const fact = await this.fact(
      (one) => (one.kind === 'confirmed' || one.kind === 'refused') && one.action === action,
    );
    if (fact.kind === 'refused') throw new Error(`${kind} was refused: ${fact.reason}`);
    return fact.at;
  }

  private fact(wanted: (fact: Fact) => boolean): Promise<Fact> {
    return this.until(() => this.facts.find(wanted));
  }

  /** The `ready`, or the `done` line. */
  told(event: 'ready' | 'done'): Promise<Notice & { kind: 'program' }> {
    return this.until(() =>
      this.notices.find(
        (notice): notice is Notice & { kind: 'program' } =>
          notice.kind === 'program' && notice.event === event,
      ),
    );
  }

  /** CPU seconds that the kernel has counted for the container, and its peak of memory in bytes. */
  async meter(): Promise<Meter> {
    const state = await client.inspect(containerName(this.run, JOB, 1));
    if (state === undefined || mounts === undefined) throw new Error('the container cannot be looked into');
    const groups = groupsOf(state.pid);
    const usage = containerCgroup(mounts, groups, state.id)?.parentUsage;
    return {
      cpu: () => (usage === undefined ? Number.NaN : (readUsage(usage) ?? Number.NaN)),
      memory: () => memoryPeak(state, groups),
    };
  }

  /** Every progress line, which are more than the executor tells of: Unix time and steps done, from `ready` on. */
  lines(): readonly { readonly t: number; readonly step: number }[] {
    return readFileSync(jobLogFile(this.folder, JOB, 1), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"tfsched"'))
      .map((line) => ({ step: 0, ...(JSON.parse(line) as { t: number; step?: number }) }));
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.pump;
    await this.executor.close();
    this.lock.release();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async keepTaking(): Promise<void> {
    while (!this.closed) {
      // Wakes now and then: after the last fact no batch comes of itself.
      const batch = await this.executor.next(this.now + 0.2);
      this.facts.push(...batch.facts);
      this.notices.push(...batch.notices);
      this.now = batch.now;
      for (const wake of this.waiters) wake();
    }
  }

  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiters.delete(wake);
          resolve();
        };
        this.waiters.add(wake);
      });
    }
  }
}

export interface Meter {
  cpu(): number;
  memory(): number;
}

const JOB = 'subject';

async function planOf({ model, steps = ENDLESS, intra, elastic }: Subject): Promise<JobPlan> {
  const text = JSON.stringify({ jobs: [{ id: JOB, model, cores: 1, steps: 1 }] });
  const loaded = loadWorkload('lab', text);
  if (!loaded.ok) throw new Error(loaded.problems[0]?.message);
  const job = loaded.workload.jobs[0]!;
  return {
    job,
    image: await runnerImageTag(),
    steps,
    threads: elastic ? elasticThreads(job, intra) : { inter: 1, intra, elastic },
    memory: job.memory,
  };
}

/** Version 1 and version 2 of control groups name it differently. */
function memoryPeak({ id }: ContainerState, groups: string | undefined): number {
  const controller = mounts?.version === 1 ? 'memory' : '';
  const folder = mounts?.folders.get(controller);
  const line = groups?.split('\n').find((one) => one.split(':')[1]?.split(',').includes(controller));
  const path = line?.split(':').slice(2).join(':');
  if (folder === undefined || !path?.includes(id)) return Number.NaN;
  const file = mounts?.version === 1 ? 'memory.max_usage_in_bytes' : 'memory.peak';
  return Number(readFileSync(join(folder.mount, relative(folder.root, path), file), 'utf8'));
}
