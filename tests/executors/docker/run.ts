import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Action, ActionKind } from '../../../src/core/actions.js';
import type { Fact } from '../../../src/core/facts.js';
import { Job } from '../../../src/core/job-state.js';
import type { JobPlan } from '../../../src/executors/docker/containers/container-spec.js';
import type { DockerExecutorOptions } from '../../../src/executors/docker/executor-options.js';
import { createDockerExecutor, type DockerExecutor } from '../../../src/executors/docker/executor.js';
import { readHost } from '../../../src/executors/docker/host/host.js';
import { lockCores, type CoreLock } from '../../../src/executors/docker/ownership/core-lock.js';
import type { Notice } from '../../../src/executors/executor.js';
import type { JobSpec } from '../../../src/workload/workload.js';
import { programJob } from '../../support/job-spec.js';
import { FakeDocker } from './fake-docker.js';

export function jobSpec(id: string, more: Partial<JobSpec> = {}): JobSpec {
  return programJob(id, 'image', ['program'], more);
}

export function planOf(job: JobSpec, more: Partial<JobPlan> = {}): JobPlan {
  const threads = { inter: 1, intra: 1, elastic: false };
  return { job, image: 'image', steps: undefined, threads, memory: 2 ** 28, ...more };
}

/** An executor on a fake daemon; backoffs take no time worth speaking of. */
export class FakeRun {
  readonly folder = mkdtempSync(join(tmpdir(), 'tfsched-fake-'));
  readonly facts: Fact[] = [];
  readonly notices: Notice[] = [];
  executor!: DockerExecutor;
  private lock?: CoreLock;
  private readonly jobs = new Map<string, Job>();
  private actionId = 0;

  /** @param docker the daemon, where an earlier run may have left something */
  constructor(readonly docker = new FakeDocker()) {}

  async open(more: Partial<DockerExecutorOptions> = {}): Promise<this> {
    try {
      return await this.tryToOpen(more);
    } catch (error) {
      rmSync(this.folder, { recursive: true, force: true });
      throw error;
    }
  }

  private async tryToOpen(more: Partial<DockerExecutorOptions>): Promise<this> {
    const host = await readHost(this.docker, { hostName: 'here', kernel: '1', read: () => undefined });
    const cores = more.cores?.kind === 'emulated' ? 'all' : (more.cores?.ids ?? host.cores);
    const folder = join(this.folder, 'locks');
    this.lock = await lockCores({ folder, daemon: host.daemon.id, run: 'r', cores, mode: 'refuse' });
    this.executor = await createDockerExecutor({
      client: this.docker,
      host,
      context: { run: 'r', grants: new Set(), seed: undefined, workloadFolder: this.folder },
      runFolder: this.folder,
      cores: { kind: 'pinned', ids: host.cores },
      planOf: (job) => planOf(jobSpec(job)),
      lock: this.lock,
      ...more,
      settings: {
        armingPause: 0.001,
        backoffs: [0.001, 0.001],
        reopenBackoffs: [0.001],
        daemonPatience: 5,
        markPatience: 5,
        ...more.settings,
      },
    });
    return this;
  }

  order(kind: ActionKind, id: string, ids: readonly number[] = [], attempt = 1): Action {
    const action = this.action(kind, id, ids, attempt);
    this.executor.apply(action);
    return action;
  }

  /** An action that is not ordered. */
  action(kind: ActionKind, id: string, ids: readonly number[] = [], attempt = 1): Action {
    return {
      id: ++this.actionId,
      kind,
      job: this.job(id),
      attempt,
      cores: ids.length,
      ids,
      cause: undefined,
      decided: undefined,
    };
  }

  /** Orders and waits until it is settled. */
  async do(kind: ActionKind, id: string, ids: readonly number[] = [], attempt = 1): Promise<Fact> {
    const action = this.order(kind, id, ids, attempt);
    return this.until(
      (fact) => (fact.kind === 'confirmed' || fact.kind === 'refused') && fact.action === action,
    );
  }

  async exit(id: string, attempt = 1): Promise<Fact & { kind: 'exited' }> {
    const fact = await this.until(
      (one) => one.kind === 'exited' && one.job.id === id && one.attempt === attempt,
    );
    return fact as Fact & { kind: 'exited' };
  }

  exits(): Fact[] {
    return this.facts.filter((fact) => fact.kind === 'exited');
  }

  /** What was told that is not as it should be. */
  notes(): string[] {
    const notes = this.notices.filter((notice) => notice.kind === 'note');
    return notes.filter(({ level }) => level !== 'info').map(({ text }) => text);
  }

  async until(wanted: (fact: Fact) => boolean): Promise<Fact> {
    for (;;) {
      const found = this.facts.find(wanted);
      if (found !== undefined) return found;
      await this.take(Infinity);
    }
  }

  /** Lets everything happen that happens by itself. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    await this.take();
  }

  async take(until = 0): Promise<void> {
    const batch = await this.executor.next(until);
    this.facts.push(...batch.facts);
    this.notices.push(...batch.notices);
  }

  async close(): Promise<void> {
    await this.executor.close();
    this.lock?.release();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The engine's job. */
  job(id: string): Job {
    let job = this.jobs.get(id);
    if (job === undefined) {
      const { position, arrival, cores, minCores, priority, retries } = jobSpec(id);
      const limits = { maxCores: 4, timeout: Infinity, memory: 0 };
      const unknown = { user: undefined, dedicated: undefined, estimate: undefined };
      job = new Job({ id, position, arrival, cores, minCores, priority, retries, ...limits, ...unknown }, 0);
      this.jobs.set(id, job);
    }
    return job;
  }
}
