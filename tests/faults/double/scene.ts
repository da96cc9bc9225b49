import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goOn } from '../../../src/cli/resume/go-on.js';
import type { RunRecorder } from '../../../src/driver/drive.js';
import { recoverRun } from '../../../src/driver/resume-on-docker.js';
import type { Rules } from '../../../src/driver/rules.js';
import { runOnDocker, type RealRun } from '../../../src/driver/run-on-docker.js';
import type { DockerClient } from '../../../src/executors/docker/daemon/client.js';
import type { DockerExecutorOptions } from '../../../src/executors/docker/executor-options.js';
import { createDockerExecutor, type DockerExecutor } from '../../../src/executors/docker/executor.js';
import type { CoreClaim } from '../../../src/executors/docker/ownership/core-claims.js';
import type { LogRecord } from '../../../src/log/records.js';
import { planOf } from '../../executors/docker/run.js';
import { CORES, programOf, workload } from './scenario.js';
import { VirtualDaemon } from './virtual-daemon.js';
import type { VirtualTime } from './virtual-time.js';

/** What a lock of the run would say. */
const THIS_RUN: CoreClaim = {
  run: 'r',
  process: { host: '', boot: '', pid: 0, began: '' },
  state: 'holding',
  cores: CORES,
};

/** Bytes of each job. */
const MEMORY = 2 ** 28;

/** A daemon in virtual time and the folder of one run on it; tfsched may come and go. */
export class Scene {
  readonly daemon: VirtualDaemon;
  readonly folder = mkdtempSync(join(tmpdir(), 'tfsched-double-'));

  /** @param armed jobs that are armed before the clock starts; the others while the run goes on */
  constructor(
    readonly time: VirtualTime,
    private readonly armed: number,
  ) {
    const begun = new Map<string, number>();
    this.daemon = new VirtualDaemon(time, (job) => {
      const before = begun.get(job) ?? 0;
      begun.set(job, before + 1);
      return programOf(job, before);
    });
  }

  /** The life of one tfsched from its first call on; what it is made of, for a run and for a resumed one. */
  async openExecutor(client: DockerClient, resumes = 0): Promise<DockerExecutor> {
    const { time, folder, daemon } = this;
    const options: DockerExecutorOptions = {
      client,
      host: {
        daemon: daemon.daemon,
        local: false,
        seesFolders: false,
        cores: CORES,
        seats: undefined,
        memory: daemon.daemon.memory,
        cgroups: undefined,
        hidden: [],
      },
      context: { run: 'r', grants: new Set(), seed: undefined, workloadFolder: folder },
      runFolder: folder,
      cores: { kind: 'pinned', ids: CORES },
      planOf: (job) => planOf(workload.jobs.find(({ id }) => id === job)!),
      lock: { exclusive: true, sharedWith: [], livingRuns: () => [THIS_RUN], release: () => undefined },
      resumes,
      monotonic: () => time.now,
    };
    return createDockerExecutor(options);
  }

  async arm(executor: DockerExecutor): Promise<number> {
    const jobs = [...workload.jobs].sort((a, b) => a.arrival - b.arrival).map(({ id }) => id);
    return executor.arm(jobs, this.armed);
  }

  /** What a run is on this scene. */
  run(rules: Rules, executor: DockerExecutor, recorder: RunRecorder, arming: number): RealRun {
    return {
      workload,
      rules,
      ids: CORES,
      seats: undefined,
      memory: this.daemon.daemon.memory,
      known: () => ({ steps: undefined, dedicated: undefined, memory: MEMORY }),
      executor,
      startClock: () => executor.startClock(),
      recorder,
      header: {
        run: 'r',
        version: 'test',
        created: '2026-01-01T00:00:00.000Z',
        host: {},
        arming,
        config: {},
      },
      failFast: false,
    };
  }

  /**
   * A tfsched from its first call to its last.
   *
   * @param opened told of the executor once it is there
   */
  async live(
    rules: Rules,
    client: DockerClient,
    recorder: RunRecorder,
    opened: (executor: DockerExecutor) => void = () => undefined,
  ): Promise<DockerExecutor> {
    const executor = await this.openExecutor(client);
    opened(executor);
    try {
      const arming = await this.arm(executor);
      await runOnDocker(this.run(rules, executor, recorder, arming));
    } finally {
      await executor.close();
    }
    return executor;
  }

  /**
   * Another one that goes on with a run, as `tfsched resume` does.
   *
   * @param logOf the log to go on with, when so many of the records are kept
   */
  async resume(
    rules: Rules,
    client: DockerClient,
    records: readonly LogRecord[],
    logOf: (kept: number) => RunRecorder,
  ): Promise<DockerExecutor> {
    const resumes = 1 + records.filter(({ kind }) => kind === 'resumed').length;
    const executor = await this.openExecutor(client, resumes);
    try {
      if (records.filter(({ kind }) => kind === 'job').length < workload.jobs.length) {
        await executor.adopt([], { at: 0, toldOf: () => undefined });
        const arming = await this.arm(executor);
        await runOnDocker(this.run(rules, executor, logOf(0), arming));
      } else {
        const { memory } = this.daemon.daemon;
        const known = () => ({ steps: undefined, dedicated: undefined, memory: MEMORY });
        const terms = { workload, rules, ids: CORES, seats: undefined, memory, known };
        const recovered = recoverRun(records, terms);
        const going = goOn({ records, recovered, rules, flags: { arm: this.armed, failFast: false } });
        await going.ready(executor, () => undefined);
        await going.go(executor, logOf(recovered.kept));
      }
    } finally {
      await executor.close();
    }
    return executor;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
