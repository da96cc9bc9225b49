import type { Action } from '../../core/actions.js';
import type { Job } from '../../core/job-state.js';
import type { Batch, Leaving } from '../executor.js';
import { carryOut, type ActionDeps, type Outcome } from './actions/actions.js';
import { limitsOf } from './actions/core-limits.js';
import { freeze } from './actions/freeze.js';
import { type AdoptDeps, Adopter, type RanOn } from './adopt.js';
import { ArmingPool } from './containers/arming.js';
import type { JobContainer } from './containers/container.js';
import { FactQueue } from './containers/fact-queue.js';
import { Removal } from './containers/removal.js';
import { reattachAll } from './containers/streams.js';
import type { Workshop } from './containers/workshop.js';
import type { DockerClient, Limits } from './daemon/client.js';
import { createRetryingClient } from './daemon/retry.js';
import { Watch } from './daemon/watch.js';
import { Census } from './endings/census.js';
import { Exits } from './endings/exits.js';
import { defaultSettings, type DockerExecutorOptions, type Settings } from './executor-options.js';
import type { DockerExecutor, PastRun } from './executor.js';
import { removeGroupsPatiently } from './host/parent-groups-left.js';
import { differenceInKernel } from './host/read-back.js';
import { makeWorkshop } from './make-workshop.js';
import { removeEverything } from './ownership/clean-up.js';
import { nameCores } from './ownership/core-lock.js';
import { containerName, RUN_LABEL } from './ownership/labels.js';
import { leftRuns } from './ownership/left-runs.js';

/** How many jobs are armed before the clock starts, unless `--arm` says otherwise (design 5.1). */
const DEFAULT_ARM = 64;

/** Carries out what the engine orders, with one container an attempt (design 5). */
export class ContainerExecutor implements DockerExecutor {
  daemonGone = false;
  leftovers: readonly string[] = [];

  private readonly client: DockerClient;
  private readonly queue: FactQueue;
  private readonly workshop: Workshop;
  private readonly group: string | undefined;
  private readonly pool: ArmingPool;
  private readonly removal: Removal;
  private readonly watch: Watch;
  private readonly census: Census;
  private readonly actions: ActionDeps;
  private readonly label: string;
  private readonly adoptDeps: AdoptDeps;
  private readonly monotonic: () => number;
  private readonly underWay = new Set<Promise<void>>();
  private adopter: Adopter | undefined;
  private leaving: Leaving | undefined;
  /** What an earlier tfsched has left is not ours before the run goes on: a resume that fails may be tried again. */
  private isTakenOver: boolean;
  private closing: Promise<void> | undefined;

  constructor(private readonly options: DockerExecutorOptions) {
    const settings: Settings = { ...defaultSettings, ...options.settings };
    const { context, planOf, cores, host, monotonic = () => performance.now() / 1000 } = options;
    this.monotonic = monotonic;
    this.isTakenOver = (options.resumes ?? 0) === 0;
    this.label = `${RUN_LABEL}=${context.run}`;
    this.queue = new FactQueue(monotonic);
    this.client = createRetryingClient(options.client, {
      backoffs: settings.backoffs,
      sleep,
      reachable: () => this.watch.reachable(),
    });
    const isClosing = (): boolean => this.closing !== undefined;
    const made = makeWorkshop(options, this.client, this.queue, isClosing);
    this.workshop = made.workshop;
    this.group = made.group;
    this.removal = new Removal(this.client, settings.finishedKept);
    this.pool = new ArmingPool(this.workshop, planOf, settings);
    const exits = new Exits(this.workshop, this.pool, this.removal);
    this.watch = new Watch(
      {
        client: options.client,
        label: this.label,
        backoffs: settings.reopenBackoffs,
        patience: settings.daemonPatience,
        now: monotonic,
        sleep,
      },
      {
        event: (event, again) => exits.event(event, again),
        lost: () => {
          exits.streamLost();
          this.note('warning', 'the stream of Docker events was lost: it is opened again');
        },
        reopened: async () => {
          await exits.reconcile();
          void reattachAll(this.workshop);
        },
        gone: () => this.giveUp(exits),
      },
    );
    this.census = new Census({
      interval: settings.censusInterval,
      take: () => exits.reconcile(false),
      unanswered: () => this.watch.doubt(),
    });
    const shared = {
      workshop: this.workshop,
      pool: this.pool,
      limitsFor: limitsOf(cores, host.cores),
      limitsSet: (container: JobContainer, limits: Limits) => this.readBack(container, limits),
    };
    this.actions = {
      ...shared,
      markPatience: settings.markPatience,
      foundEnded: (container, state, afterGap) => void exits.found(container, state, afterGap),
    };
    this.adoptDeps = { ...shared, exits, parallel: settings.parallel };
  }

  /** @throws DockerError when the daemon does not answer */
  async open(): Promise<void> {
    await this.watch.open();
    this.census.begin();
    for (const sentence of this.options.host.hidden) this.note('info', sentence);
    for (const { run, cores } of this.options.lock.sharedWith) {
      this.note('warning', `run ${run} has ${nameCores(cores)} too: both will be slower`);
    }
    await this.warnOfLeftRuns();
  }

  async arm(
    jobs: readonly string[],
    count = DEFAULT_ARM,
    progress: (armed: number, of: number) => void = () => undefined,
  ): Promise<number> {
    const began = this.monotonic();
    await this.pool.arm(jobs, count, progress);
    return this.monotonic() - began;
  }

  startClock(): void {
    this.isTakenOver = true;
    this.queue.startClock();
  }

  async adopt(jobs: readonly Job[], past: PastRun): Promise<readonly RanOn[]> {
    this.queue.standAt(past.at);
    this.adopter = new Adopter(this.adoptDeps, jobs, past.toldOf);
    return this.adopter.adopt();
  }

  async wake(): Promise<void> {
    await this.adopter?.wake();
  }

  apply(action: Action): void {
    const underWay = carryOut(this.actions, action).then((outcome) => this.settle(action, outcome));
    this.underWay.add(underWay);
    void underWay.finally(() => this.underWay.delete(underWay));
  }

  leave(how: Leaving, reason: string): void {
    this.leaving = how;
    this.queue.leave({ how, reason });
  }

  async next(until: number): Promise<Batch> {
    // Whoever asks for the next one has put the last one into the log.
    this.removal.recorded();
    const batch = await this.queue.next(until);
    this.removal.handedOut();
    return batch;
  }

  cancel(reason: string): void {
    this.queue.fact({ kind: 'cancelled', reason });
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private settle(action: Action, outcome: Outcome): void {
    const { queue } = this;
    switch (outcome.kind) {
      case 'confirmed':
        queue.fact({ kind: 'confirmed', action }, outcome.at);
        return;
      case 'refused':
        queue.fact({ kind: 'refused', action, reason: outcome.reason });
        return;
      case 'arming_failed': {
        const { job, attempt } = action;
        queue.fact({ kind: 'exited', job, attempt, exit: { code: 125, reason: 'arming', lost: false } });
        return;
      }
      case 'overtaken':
        return;
    }
  }

  private async leaveAll(how: Leaving): Promise<void> {
    await Promise.race([Promise.allSettled(this.underWay), sleep(LAST_CALLS)]);
    const containers = this.workshop.fleet.all();
    const running = how === 'pause' ? containers.filter(({ stage }) => stage === 'running') : [];
    await Promise.all(running.map((container) => freeze(this.workshop, container).catch(() => undefined)));
    for (const container of containers) container.cutOff();
  }

  private readBack(container: JobContainer, limits: Limits): void {
    const { id } = container.plan.job;
    const difference = differenceInKernel(id, container.cgroup, limits);
    if (difference !== undefined) this.note('error', difference, id);
  }

  private giveUp(exits: Exits): void {
    this.daemonGone = true;
    this.note('error', 'the Docker daemon does not come back: the run is ended');
    exits.gone('the Docker daemon is gone');
  }

  /** A run that was killed leaves its containers behind; they may use cores of this one. */
  private async warnOfLeftRuns(): Promise<void> {
    const left = await leftRuns(this.client, this.options.lock);
    if (left.length === 0) return;
    this.note(
      'warning',
      `containers of ${left.length === 1 ? 'a run' : 'runs'} that this user does not know as living run on this host ` +
        `(${left.join(', ')}): \`tfsched ps\` tells more, and \`tfsched clean RUN\` removes what is left of one that is over`,
    );
  }

  private note(level: 'info' | 'warning' | 'error', text: string, job?: string): void {
    this.queue.notice({ kind: 'note', level, text, job });
  }

  private namesOfAll(): readonly string[] {
    const { run } = this.options.context;
    return this.workshop.fleet.all().map(({ plan, attempt }) => containerName(run, plan.job.id, attempt));
  }

  private async end(): Promise<void> {
    this.watch.close();
    this.census.close();
    await Promise.all([this.pool.stop(), this.removal.settled(), this.workshop.fleet.drained()]);
    const leaving = this.leaving ?? (this.isTakenOver ? undefined : 'keep');
    if (leaving !== undefined) return this.leaveAll(leaving);
    const left = await removeEverything(this.client, this.label);
    this.leftovers = left ?? this.namesOfAll();
    for (const container of this.workshop.fleet.all()) {
      container.end();
      container.cutOff();
    }
    const { cgroups, daemon } = this.options.host;
    // Those of other names belong to the user's next run.
    if (cgroups !== undefined && this.group === this.options.context.run) {
      await removeGroupsPatiently(cgroups, daemon, this.group);
    }
  }
}

/** Seconds that calls under way are waited for when a run is left: what becomes of them is looked up at the resume. */
const LAST_CALLS = 2;

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
