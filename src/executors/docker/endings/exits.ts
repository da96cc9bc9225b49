import type { Exit } from '../../../core/facts.js';
import type { ArmingPool } from '../containers/arming.js';
import type { JobContainer } from '../containers/container.js';
import { retire } from '../containers/create-container.js';
import type { Removal } from '../containers/removal.js';
import { catchUp } from '../containers/streams.js';
import type { Workshop } from '../containers/workshop.js';
import type { ContainerEvent, ContainerState } from '../daemon/client.js';
import { usedSoFar } from '../host/cpu-accounting.js';
import { RUN_LABEL } from '../ownership/labels.js';
import { endedBySignal, exitOf } from './exit-cause.js';
import { pausedBySomebody, putRight, resizedBySomebody, resumedBySomebody } from './interference.js';

/** Seconds that an exit waits for the last of the output, which the daemon sends before it. */
const DRAIN = 0.05;
/** The same where MARK is what is waited for. */
const MARK_DRAIN = 2;

/** Seconds between what has to be told in this order. */
const AFTER = 1e-6;

/** What is known of an end when it is noticed. */
interface Noticed {
  readonly at: number;
  readonly code: number;
  readonly state: ContainerState | undefined;
  readonly removed: boolean;
  /** It was found out after the stream of events had been lost. */
  readonly afterGap: boolean;
}

/** Turns what the daemon tells of containers into facts: exits, and what others did to them. */
export class Exits {
  private readonly finishing = new Set<JobContainer>();

  constructor(
    private readonly workshop: Workshop,
    private readonly pool: ArmingPool,
    private readonly removal: Removal,
  ) {}

  /** @param again it is told by a stream that was lost and reopened */
  event(event: ContainerEvent, again: boolean): void {
    const container = this.workshop.fleet.get(event.id);
    if (container === undefined) return;
    const at = this.workshop.queue.now();
    switch (event.kind) {
      case 'oom':
        container.outOfMemory = true;
        return;
      case 'kill':
        if (!container.killed) container.foreignSignal = event.signal ?? 'unknown';
        // A daemon that begins stops what its predecessor has left running; a person's kill is known by its signal.
        container.signalMayBeDaemons = again && (event.signal !== '9' || container.signalMayBeDaemons);
        return;
      case 'die':
        void this.end(container, {
          at,
          code: event.exitCode ?? 255,
          state: undefined,
          removed: false,
          // A daemon that was restarted tells of the ends that it finds.
          afterGap: again && (container.foreignSignal === undefined || container.signalMayBeDaemons),
        });
        return;
      case 'destroy':
        void this.end(container, { at, code: 137, state: undefined, removed: true, afterGap: false });
        return;
      case 'pause':
        pausedBySomebody(this.workshop, container);
        return;
      case 'unpause':
        resumedBySomebody(this.workshop, container);
        return;
      case 'update':
        resizedBySomebody(this.workshop, container);
        return;
    }
  }

  /** Signals that were told before may have been the daemon's own. */
  streamLost(): void {
    for (const container of this.workshop.fleet.all())
      container.signalMayBeDaemons = container.foreignSignal !== undefined;
  }

  /** A call met a container that is over; undefined when it is gone. */
  async found(container: JobContainer, state: ContainerState | undefined, afterGap: boolean): Promise<void> {
    const at = this.workshop.queue.now();
    const code = state?.exitCode ?? 137;
    await this.end(container, { at, code, state, removed: state === undefined, afterGap });
  }

  /**
   * Asks for the state of every container, and makes up for events that did not come.
   *
   * @param afterGap the stream of events was lost, so that some may be missing
   * @throws DockerError when the daemon is away again
   */
  async reconcile(afterGap = true): Promise<void> {
    const { context, fleet } = this.workshop;
    // One that is made while the daemon answers is not in its list.
    const known = fleet.all().map((container) => ({ container, changes: container.changes }));
    const list = await this.workshop.direct.list(`${RUN_LABEL}=${context.run}`);
    const listed = new Map(list.map(({ id, status }) => [id, status]));
    if (afterGap) for (const { own } of fleet.all()) own.pause = own.unpause = own.update = 0;
    for (const { container, changes } of known) {
      const status = listed.get(container.id);
      if (container.stage === 'ended' || container.held) continue;
      if (status === undefined) void this.found(container, undefined, afterGap);
      else if (status === 'ended')
        void this.found(container, await this.workshop.direct.inspect(container.id), afterGap);
      else if (!container.isChanging && container.changes === changes)
        putRight(this.workshop, container, status, afterGap);
    }
  }

  /** The daemon is gone for good, and with it everything that runs there. */
  gone(reason: string): void {
    const { fleet, queue } = this.workshop;
    void this.pool.stop();
    // Cancelled first: else the engine would have these jobs tried again.
    const at = queue.now();
    queue.fact({ kind: 'cancelled', reason }, at);
    for (const container of fleet.all()) {
      const { job, attempt, isMarked } = container;
      retire(this.workshop, container);
      container.cutOff();
      const exit = { code: 137, reason, lost: false };
      if (job !== undefined && isMarked) queue.fact({ kind: 'exited', job, attempt, exit }, at + AFTER);
    }
  }

  private async end(container: JobContainer, noticed: Noticed): Promise<void> {
    if (container.held || container.stage === 'ended' || this.finishing.has(container)) return;
    this.finishing.add(container);
    await this.finish(container, noticed).finally(() => this.finishing.delete(container));
  }

  private async finish(container: JobContainer, noticed: Noticed): Promise<void> {
    await container.drained(container.isMarked ? DRAIN : MARK_DRAIN);
    if (!container.isMarked) {
      const why = `it ended with code ${noticed.code} before its program started`;
      this.pool.died(container, (await this.hasDaemonStopped(container, noticed)) ? undefined : why);
      return;
    }
    const { queue } = this.workshop;
    const { attempt, job } = container;
    const used = usedSoFar(container.cgroup);
    const exit = await this.cause(container, noticed);
    if (!noticed.removed && !exit.lost) await catchUp(this.workshop, container);
    // The daemon was given up meanwhile, and every exit told with that.
    if (container.stage === 'ended') return;
    retire(this.workshop, container);
    this.removal.add(container.id);
    if (used !== undefined && container.usedBefore !== undefined) {
      const seconds = used - container.usedBefore;
      queue.notice({ kind: 'cpu', job: container.plan.job.id, attempt, seconds }, noticed.at);
    }
    if (job !== undefined) queue.fact({ kind: 'exited', job, attempt, exit }, noticed.at);
  }

  private async cause(container: JobContainer, noticed: Noticed): Promise<Exit> {
    const { code, removed } = noticed;
    const { killed, foreignSignal } = container;
    // A daemon that stops leaves its containers where they are.
    const daemonStopped = !removed && (await this.hasDaemonStopped(container, noticed));
    const unknown = isDoubtful(container, code) && !removed && !daemonStopped && noticed.state === undefined;
    const state = unknown ? await this.look(container) : noticed.state;
    return exitOf({
      code,
      outOfMemory: container.outOfMemory || (state?.outOfMemory ?? false),
      killed,
      foreignSignal,
      removed,
      daemonStopped,
      error: state?.error ?? '',
    });
  }

  private async hasDaemonStopped(container: JobContainer, { code, afterGap }: Noticed): Promise<boolean> {
    return isDoubtful(container, code) && (afterGap || !(await this.takesConnections()));
  }

  /** False when the daemon is on its way down: the streams that are open go on to the last. */
  private async takesConnections(): Promise<boolean> {
    try {
      await this.workshop.direct.ping();
      return true;
    } catch {
      return false;
    }
  }

  private async look(container: JobContainer): Promise<ContainerState | undefined> {
    try {
      return await this.workshop.direct.inspect(container.id);
    } catch {
      return undefined;
    }
  }
}

/** It may not have been the program that ended it. */
function isDoubtful({ killed, foreignSignal }: JobContainer, code: number): boolean {
  return !killed && (foreignSignal !== undefined || endedBySignal(code));
}
