import { statSync } from 'node:fs';
import type { Job } from '../../core/job-state.js';
import type { ActionDeps } from './actions/actions.js';
import { freeze } from './actions/freeze.js';
import { putInForce } from './actions/set-limits.js';
import { JobContainer } from './containers/container.js';
import { findCgroup, outputOf, type Told } from './containers/create-container.js';
import { jobLogFile } from './containers/job-folders.js';
import { ensureAttached, REPLAYABLE } from './containers/streams.js';
import type { ContainerState } from './daemon/client.js';
import { Gate } from './daemon/gate.js';
import type { Exits } from './endings/exits.js';
import { MARK } from './output/output.js';
import { containerName, readLabels, RUN_LABEL } from './ownership/labels.js';

/** A container that was left running. */
export interface RanOn {
  /** Cores that it held. */
  readonly cores: number;
  /** Wall clock, milliseconds since 1970; undefined where it still runs. */
  readonly endedAt: number | undefined;
}

export interface AdoptDeps extends Pick<ActionDeps, 'workshop' | 'pool' | 'limitsFor' | 'limitsSet'> {
  readonly exits: Exits;
  /** Calls at the same time. */
  readonly parallel: number;
}

/** A container that is there, and what the run wants of it. */
interface Found {
  readonly container: JobContainer;
  readonly job: Job;
  readonly state: ContainerState;
}

/**
 * Takes over the containers that an earlier tfsched has left (design 5.3). What the log knows to run and does not run any more is told
 * as an exit; what is armed goes on waiting for its turn; what nobody wants is removed. Where log and daemon differ, container
 * and MARK win: a program that was started before its log says so stands still until its start is ordered, and is not started again.
 */
export class Adopter {
  private readonly toWake: JobContainer[] = [];
  private readonly ranOn: RanOn[] = [];

  constructor(
    private readonly deps: AdoptDeps,
    private readonly jobs: readonly Job[],
    private readonly toldOf: (job: string, attempt: number) => Told | undefined,
  ) {}

  /**
   * Every container of the run is known, and none of them does what the log does not say; those that are to run and were paused
   * still stand still.
   *
   * @throws DockerError
   */
  async adopt(): Promise<readonly RanOn[]> {
    const { workshop, exits, parallel } = this.deps;
    const byId = new Map(this.jobs.map((job) => [job.id, job]));
    const gate = new Gate(parallel);
    const found = new Set<string>();
    const list = await workshop.client.list(`${RUN_LABEL}=${workshop.context.run}`);
    await Promise.all(
      list.map(({ id, labels }) =>
        gate.through(async () => {
          const { job: name, attempt } = readLabels(labels);
          const job = byId.get(name);
          if (job !== undefined && attempt !== undefined && (await this.takeOver(id, job, attempt)))
            found.add(containerName(workshop.context.run, name, attempt));
          else await workshop.client.remove(id);
        }, false),
      ),
    );
    await Promise.all(this.jobs.map((job) => this.tellIfGone(job, found)));
    await exits.reconcile();
    await Promise.all(workshop.fleet.all().map((container) => this.hold(container)));
    return this.ranOn;
  }

  /** Lets go on what was paused while no tfsched was there, and is to run. @throws DockerError */
  async wake(): Promise<void> {
    const { client } = this.deps.workshop;
    for (const container of this.toWake.splice(0)) {
      if (container.stage === 'ended') continue;
      container.own.unpause += 1;
      await client.unpause(container.id);
      container.stage = 'running';
      await ensureAttached(this.deps.workshop, container);
    }
  }

  /** False where the container is of no use. */
  private async takeOver(id: string, job: Job, attempt: number): Promise<boolean> {
    const isLive = job.container !== 'none' && attempt === job.containerAttempt;
    if (!isLive && !isNext(job, attempt)) return false;
    const state = await this.deps.workshop.client.inspect(id);
    if (state === undefined) return false;
    const found = { container: this.newContainer(id, job, attempt, state), job, state };
    return isLive ? this.takeLive(found) : this.takeNext(found, attempt);
  }

  private newContainer(
    id: string,
    job: Job,
    attempt: number,
    { stdin }: Pick<ContainerState, 'stdin'>,
  ): JobContainer {
    const { workshop, pool } = this.deps;
    const size = sizeOf(jobLogFile(workshop.runFolder, job.id, attempt));
    const past = { told: this.toldOf(job.id, attempt), bytes: size < REPLAYABLE ? 0 : size };
    const identity = { id, plan: pool.planOf(job.id), attempt, armed: stdin, slot: undefined };
    const container = new JobContainer(identity, (own) => outputOf(workshop, own, past));
    container.hasMissed = true;
    return container;
  }

  /** The log knows that its program was started. */
  private async takeLive({ container, job, state }: Found): Promise<boolean> {
    const { workshop, exits } = this.deps;
    this.addStarted(container, job);
    const wasRunning = job.container === 'running';
    if (state.status === 'ended' || state.status === 'created') {
      if (wasRunning) this.ranOn.push({ cores: job.held, endedAt: state.finishedAt });
      await this.readAll(container);
      await exits.found(container, state, true);
      return true;
    }
    await findCgroup(workshop, container);
    if (state.status === 'paused') container.stage = 'paused';
    else await ensureAttached(workshop, container);
    if (wasRunning && state.status === 'running') this.ranOn.push({ cores: job.held, endedAt: undefined });
    const ordered = job.inFlight?.kind;
    if (wasRunning && (ordered === undefined || ordered === 'resize' || ordered === 'share')) {
      if (state.status === 'paused') this.toWake.push(container);
      // Somebody may have changed them, and nobody saw it.
      await putInForce(this.deps, container, this.deps.limitsFor(job.placement));
    }
    return true;
  }

  private addStarted(container: JobContainer, job: Job): void {
    const { fleet, queue } = this.deps.workshop;
    container.job = job;
    container.marked(queue.now());
    container.killed = job.inFlight?.kind === 'kill';
    fleet.add(container);
  }

  /** It is armed, or the log was cut before its start. */
  private async takeNext({ container, job, state }: Found, attempt: number): Promise<boolean> {
    const { workshop, pool } = this.deps;
    const wasStarted = container.armed ? await this.isMarked(container.id) : state.status !== 'created';
    if (state.status === 'created' || (state.status === 'ended' && !wasStarted)) return false;
    if (wasStarted) {
      container.marked(workshop.queue.now());
      container.held = true;
    }
    workshop.fleet.add(container);
    pool.adopt(job.id, attempt, container);
    if (state.status === 'ended') {
      await this.readAll(container);
      return true;
    }
    await findCgroup(workshop, container);
    if (state.status === 'paused') {
      if (wasStarted) {
        container.stage = 'paused';
        return true;
      }
      container.own.unpause += 1;
      await workshop.client.unpause(container.id);
    }
    await ensureAttached(workshop, container);
    return true;
  }

  /** What is to stand still, and does not. */
  private async hold(container: JobContainer): Promise<void> {
    const { job, stage } = container;
    const isUndispatched = container.held && job === undefined && !this.isOrdered(container);
    const isToWait = job?.container === 'paused' && job.inFlight === undefined;
    if (stage !== 'running' || !(isUndispatched || isToWait)) return;
    container.own.pause += 1;
    try {
      await freeze(this.deps.workshop, container);
      container.stage = 'paused';
    } catch {
      // It is over, and its end is told or will be.
      container.own.pause -= 1;
    }
  }

  private isOrdered({ plan, attempt }: JobContainer): boolean {
    const job = this.jobs[plan.job.position];
    return job?.inFlight?.kind === 'start' && job.inFlight.attempt === attempt;
  }

  private async tellIfGone(job: Job, found: ReadonlySet<string>): Promise<void> {
    const { workshop, exits } = this.deps;
    if (job.container === 'none') return;
    const name = containerName(workshop.context.run, job.id, job.containerAttempt);
    if (found.has(name)) return;
    const container = this.newContainer(name, job, job.containerAttempt, { stdin: true });
    this.addStarted(container, job);
    await exits.found(container, undefined, true);
  }

  private async isMarked(id: string): Promise<boolean> {
    return (await this.deps.workshop.client.output(id)).includes(MARK.trim());
  }

  private async readAll(container: JobContainer): Promise<void> {
    const { id, output } = container;
    if (output.bytes >= REPLAYABLE) return;
    output.streamBegins(true);
    output.push(await this.deps.workshop.client.output(id));
    container.hasMissed = false;
  }
}

/** Its start was ordered and not confirmed, or may be ordered next. */
function isNext(job: Job, attempt: number): boolean {
  if (job.inFlight?.kind === 'start') return attempt === job.inFlight.attempt;
  return job.phase !== 'ended' && attempt === job.attempt;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
