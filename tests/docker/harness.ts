import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Action, ActionKind } from '../../src/core/actions.js';
import type { Fact } from '../../src/core/facts.js';
import { Job } from '../../src/core/job-state.js';
import type { JobPlan } from '../../src/executors/docker/containers/container-spec.js';
import { jobLogFile } from '../../src/executors/docker/containers/job-folders.js';
import type { ContainerState, DockerClient } from '../../src/executors/docker/daemon/client.js';
import { createDockerodeClient } from '../../src/executors/docker/daemon/dockerode-client.js';
import type { DockerExecutorOptions } from '../../src/executors/docker/executor-options.js';
import { createDockerExecutor, type DockerExecutor } from '../../src/executors/docker/executor.js';
import { readHost } from '../../src/executors/docker/host/host.js';
import {
  containerCgroup,
  groupsOf,
  readCgroupMounts,
  readCores,
  readQuota,
  type CgroupMounts,
} from '../../src/executors/docker/host/kernel-cgroup.js';
import { removeGroupsPatiently, runsWithGroups } from '../../src/executors/docker/host/parent-groups-left.js';
import { lockCores, type CoreLock } from '../../src/executors/docker/ownership/core-lock.js';
import { containerName, RUN_LABEL } from '../../src/executors/docker/ownership/labels.js';
import type { Notice } from '../../src/executors/executor.js';
import type { JobSpec } from '../../src/workload/workload.js';
import { programJob } from '../support/job-spec.js';

/** An image with a shell and Python: the base of the runner image, whichever this machine has. */
export const BASE = await firstThere(['tfsched-base:bookworm', 'python:3.11-slim']);

async function firstThere(images: readonly string[]): Promise<string> {
  const client = createDockerodeClient();
  for (const image of images) if ((await client.image(image)) !== undefined) return image;
  throw new Error(`these tests need one of ${images.join(', ')}: build the runner image first`);
}

/** A job that runs Python in the base image. */
export function pythonJob(id: string, code: string, more: Partial<JobSpec> = {}): JobPlan {
  const job = programJob(id, BASE, ['python3', '-u', '-c', code], more);
  return {
    job,
    image: BASE,
    steps: undefined,
    threads: { inter: 1, intra: 1, elastic: false },
    memory: 128 * 2 ** 20,
  };
}

/** Says that it is up and waits. */
export const HOLD = 'import time\nprint("up")\ntime.sleep(60)';

/** Where this host has its control groups. */
export function mounts(): CgroupMounts {
  return readCgroupMounts(readFileSync('/proc/self/mountinfo', 'utf8'))!;
}

/** The cores on which the kernel has a job's container. */
export async function kernelCores(harness: Harness, job: string): Promise<readonly number[] | undefined> {
  const state = await harness.state(job);
  return readCores(containerCgroup(mounts(), groupsOf(state.pid), state.id)!);
}

/** The quota that the kernel has for a job's container, in cores. */
export async function kernelQuota(harness: Harness, job: string): Promise<number | undefined> {
  const state = await harness.state(job);
  return readQuota(containerCgroup(mounts(), groupsOf(state.pid), state.id)!);
}

/** Orders actions by hand and collects what comes back. */
export class Harness {
  readonly facts: Fact[] = [];
  readonly notices: Notice[] = [];
  readonly runFolder = mkdtempSync(join(tmpdir(), 'tfsched-docker-'));
  /** Not that of a test that was cut off before this one, whose process had the same id. */
  readonly run = `test-${randomBytes(3).toString('hex')}-${runs++}`;
  executor!: DockerExecutor;
  private lock?: CoreLock;
  private readonly jobs = new Map<string, Job>();
  private actionId = 0;

  constructor(
    private readonly plans: readonly JobPlan[],
    readonly client: DockerClient = createDockerodeClient(),
  ) {}

  async open(more: Partial<DockerExecutorOptions> = {}): Promise<this> {
    const host = await readHost(this.client);
    // A folder of its own: tests share the cores with whatever else the machine does.
    const folder = join(this.runFolder, 'locks');
    this.lock = await lockCores({
      folder,
      daemon: host.daemon.id,
      run: this.run,
      cores: host.cores,
      mode: 'refuse',
    });
    this.executor = await createDockerExecutor({
      client: this.client,
      host,
      context: { run: this.run, grants: new Set(), seed: undefined, workloadFolder: this.runFolder },
      runFolder: this.runFolder,
      cores: { kind: 'pinned', ids: host.cores },
      planOf: (job) => this.plans.find((plan) => plan.job.id === job)!,
      lock: this.lock,
      ...more,
    });
    return this;
  }

  async arm(count = this.plans.length): Promise<void> {
    await this.executor.arm(
      this.plans.map((plan) => plan.job.id),
      count,
    );
    this.executor.startClock();
  }

  order(kind: ActionKind, id: string, ids: readonly number[] = [], attempt = 1): Action {
    const action: Action = {
      id: ++this.actionId,
      kind,
      job: this.job(id),
      attempt,
      cores: ids.length,
      ids,
      cause: undefined,
      decided: undefined,
    };
    this.executor.apply(action);
    return action;
  }

  /** Orders and waits until it is settled. */
  async do(kind: ActionKind, id: string, ids: readonly number[] = [], attempt = 1): Promise<Fact> {
    const action = this.order(kind, id, ids, attempt);
    return this.until(
      (fact) => (fact.kind === 'confirmed' || fact.kind === 'refused') && fact.action === action,
    );
  }

  async exit(id: string): Promise<Fact & { kind: 'exited' }> {
    const fact = await this.until((one) => one.kind === 'exited' && one.job.id === id);
    return fact as Fact & { kind: 'exited' };
  }

  async until(wanted: (fact: Fact) => boolean): Promise<Fact> {
    for (;;) {
      const found = this.facts.find(wanted);
      if (found !== undefined) return found;
      await this.step();
    }
  }

  async untilNotice(wanted: (notice: Notice) => boolean): Promise<Notice> {
    for (;;) {
      const found = this.notices.find(wanted);
      if (found !== undefined) return found;
      await this.step();
    }
  }

  /** Notices of what must not happen. */
  errors(): Notice[] {
    return this.notices.filter((notice) => notice.kind === 'note' && notice.level === 'error');
  }

  /** What was told of a job. */
  notesOf(job: string): (Notice & { kind: 'note' })[] {
    return this.notices.filter((notice) => notice.kind === 'note').filter((note) => note.job === job);
  }

  /** Until a job's log has a line. */
  async line(id: string, line: string, attempt = 1): Promise<void> {
    while (!this.log(id, attempt).split('\n').includes(line)) await delay(2);
  }

  /** What a job has written; empty when there is nothing. */
  log(id: string, attempt = 1): string {
    try {
      return readFileSync(jobLogFile(this.runFolder, id, attempt), 'utf8');
    } catch {
      return '';
    }
  }

  /** What the daemon says of a job's container. */
  async state(id: string, attempt = 1): Promise<ContainerState> {
    const state = await this.client.inspect(containerName(this.run, id, attempt));
    if (state === undefined) throw new Error(`${id} has no container`);
    return state;
  }

  async close(): Promise<void> {
    await this.executor.close();
    this.lock?.release();
    expect(await this.client.list(`${RUN_LABEL}=${this.run}`)).toEqual([]);
    expect(this.executor.leftovers).toEqual([]);
    expect(runsWithGroups(mounts())).not.toContain(this.run);
    await this.tidy();
  }

  /** Removes what is left of a run whose daemon is gone. */
  async tidy(): Promise<void> {
    await removeGroupsPatiently(mounts(), (await readHost(createDockerodeClient())).daemon, this.run);
    rmSync(this.runFolder, { recursive: true, force: true });
  }

  private async step(): Promise<void> {
    const batch = await this.executor.next(Infinity);
    this.facts.push(...batch.facts);
    this.notices.push(...batch.notices);
  }

  private job(id: string): Job {
    let job = this.jobs.get(id);
    if (job === undefined) {
      const { job: spec } = this.plans.find((plan) => plan.job.id === id)!;
      job = new Job(
        {
          id,
          position: spec.position,
          arrival: spec.arrival,
          cores: spec.cores,
          minCores: spec.minCores,
          maxCores: spec.maxCores ?? 2,
          priority: spec.priority,
          retries: spec.retries,
          timeout: Infinity,
          memory: 0,
          user: undefined,
          dedicated: undefined,
          estimate: undefined,
        },
        0,
      );
      this.jobs.set(id, job);
    }
    return job;
  }
}

let runs = 0;
