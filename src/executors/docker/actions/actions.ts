import type { Action } from '../../../core/actions.js';
import { ArmingFailed, type ArmingPool } from '../containers/arming.js';
import { dispatchLimits } from '../containers/container-spec.js';
import type { JobContainer } from '../containers/container.js';
import { findCgroup } from '../containers/create-container.js';
import { ensureAttached, reattach } from '../containers/streams.js';
import type { Workshop } from '../containers/workshop.js';
import { DockerError, type ContainerState, type Limits } from '../daemon/client.js';
import { within } from '../daemon/within.js';
import { usedSoFar } from '../host/cpu-accounting.js';
import type { CoreLimits } from './core-limits.js';
import { freeze } from './freeze.js';
import { putInForce, setLimits } from './set-limits.js';

/** What carrying out actions takes. */
export interface ActionDeps {
  readonly workshop: Workshop;
  readonly pool: ArmingPool;
  readonly limitsFor: CoreLimits;
  /** Seconds from the line to MARK before the dispatch is given up. */
  readonly markPatience: number;
  /** A call met a container that is over (undefined: gone) before its event did. */
  foundEnded(container: JobContainer, state: ContainerState | undefined, afterGap: boolean): void;
  /** The daemon says that these are in force. */
  limitsSet(container: JobContainer, limits: Limits): void;
}

/** What became of an action. `overtaken`: the container's end settles it. */
export type Outcome =
  | { readonly kind: 'confirmed'; readonly at: number }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'arming_failed' }
  | { readonly kind: 'overtaken' };

/** Carries out one action to its end. Never rejects. */
export async function carryOut(deps: ActionDeps, action: Action): Promise<Outcome> {
  try {
    switch (action.kind) {
      case 'start':
        return await start(deps, action);
      case 'share':
        return confirmed(deps);
      case 'pause':
      case 'resume':
      case 'resize':
      case 'kill':
        return await change(deps, action, action.kind);
    }
  } catch (error) {
    if (error instanceof ArmingFailed) return { kind: 'arming_failed' };
    return { kind: 'refused', reason: (error as Error).message };
  }
}

function confirmed(deps: ActionDeps): Outcome {
  return { kind: 'confirmed', at: deps.workshop.queue.now() };
}

/** A container that dies before MARK was no attempt: the pool has another, or gives up. */
async function start(deps: ActionDeps, action: Action): Promise<Outcome> {
  const { pool } = deps;
  const { id: job } = action.job;
  try {
    for (;;) {
      const container = await pool.take(job, action.attempt);
      container.job = action.job;
      const at = await dispatch(deps, container, action);
      if (at === undefined) {
        await container.ended();
        continue;
      }
      pool.used(job, action.attempt);
      return { kind: 'confirmed', at };
    }
  } catch (error) {
    // The engine goes on with a new attempt, and gives these cores to others as soon as it hears of this.
    await pool.abandon(job, action.attempt);
    throw error;
  }
}

/**
 * One update and one line (design 5.1).
 *
 * @returns when MARK came back; undefined when the container ended before
 * @throws DockerError
 */
async function dispatch(
  deps: ActionDeps,
  container: JobContainer,
  action: Action,
): Promise<number | undefined> {
  const limits = dispatchLimits(container.plan, deps.workshop.context, deps.limitsFor(action.ids));
  if (container.isMarked) return takeOver(deps, container, limits);
  try {
    await setLimits(deps.workshop.client, container, limits);
    if (!container.armed) return await startUnarmed(deps, container, limits);
    deps.limitsSet(container, limits);
    container.usedBefore = usedSoFar(container.cgroup);
    await sendLine(deps.workshop, container);
  } catch (error) {
    if (await isOver(deps, container)) return undefined;
    throw error;
  }
  const at = await within(container.started(), deps.markPatience);
  if (at === 'late') {
    throw new DockerError(`the program did not start within ${deps.markPatience} s of its dispatch`);
  }
  return at;
}

/** Its program was started by an earlier tfsched, which did not live to hear of it. @throws DockerError */
async function takeOver(deps: ActionDeps, container: JobContainer, limits: Limits): Promise<number> {
  const { client, queue } = deps.workshop;
  const state = await client.inspect(container.id);
  const isOver = state === undefined || state.status === 'ended';
  if (!isOver) {
    await putInForce(deps, container, limits);
    if (state.status === 'paused') {
      container.own.unpause += 1;
      await unlessSo(/not paused/i, () => client.unpause(container.id));
    }
    reached(container, 'running');
    void reattach(deps.workshop, container);
  }
  container.held = false;
  // Its end is told after its start.
  if (isOver) setImmediate(() => deps.foundEnded(container, state, true));
  return queue.now();
}

/** An image without a shell has nothing that waits for a line: its program starts with the container. */
async function startUnarmed(deps: ActionDeps, container: JobContainer, limits: Limits): Promise<number> {
  const { client, queue, cgroups } = deps.workshop;
  // Beforehand, as its end may be told before the start is.
  container.marked(queue.now());
  try {
    await client.start(container.id);
  } catch (error) {
    container.unmarked();
    throw error;
  }
  const at = queue.now();
  await findCgroup(deps.workshop, container);
  container.usedBefore = container.slot === undefined ? undefined : cgroups?.parents.usedIn(container.slot);
  deps.limitsSet(container, limits);
  return at;
}

async function sendLine(workshop: Workshop, container: JobContainer): Promise<void> {
  await ensureAttached(workshop, container);
  try {
    container.attachment?.write('go\n');
  } catch {
    // Its end has not come to us yet.
    container.detached();
    await ensureAttached(workshop, container);
    container.attachment?.write('go\n');
  }
}

/** What is done to a container whose program was started. */
async function change(
  deps: ActionDeps,
  action: Action,
  kind: 'pause' | 'resume' | 'resize' | 'kill',
): Promise<Outcome> {
  const container = deps.workshop.fleet.ofAttempt(action.job.id, action.attempt);
  if (container === undefined) return { kind: 'overtaken' };
  try {
    await container.change(() => CALLS[kind](deps, container, action));
  } catch (error) {
    if (await isOver(deps, container)) return { kind: 'overtaken' };
    throw error;
  }
  return container.stage === 'ended' ? { kind: 'overtaken' } : confirmed(deps);
}

type Call = (deps: ActionDeps, container: JobContainer, action: Action) => Promise<void>;

const CALLS: Readonly<Record<'pause' | 'resume' | 'resize' | 'kill', Call>> = {
  async pause({ workshop }, container) {
    container.own.pause += 1;
    try {
      await unlessSo(/already paused/i, () => freeze(workshop, container));
    } catch (error) {
      // The engine goes on with it as running, though it may have been found paused.
      reached(container, 'running');
      throw error;
    }
    reached(container, 'paused');
  },
  async resume(deps, container, action) {
    await setCores(deps, container, action);
    container.own.unpause += 1;
    await unlessSo(/not paused/i, () => deps.workshop.client.unpause(container.id));
    reached(container, 'running');
    void reattach(deps.workshop, container);
  },
  resize: setCores,
  async kill({ workshop }, container) {
    container.killed = true;
    await workshop.client.kill(container.id);
  },
};

async function setCores(deps: ActionDeps, container: JobContainer, action: Action): Promise<void> {
  await putInForce(deps, container, deps.limitsFor(action.ids));
}

function reached(container: JobContainer, stage: 'running' | 'paused'): void {
  if (container.stage !== 'ended') container.stage = stage;
}

/** Docker refuses what is so already; for us that is as good. */
async function unlessSo(pattern: RegExp, call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    const isSo = error instanceof DockerError && error.status !== undefined && pattern.test(error.message);
    if (!isSo) throw error;
  }
}

/** Asks the daemon whether a container is over, and sees to its exit then. */
async function isOver(deps: ActionDeps, container: JobContainer): Promise<boolean> {
  if (container.stage === 'ended') return true;
  const state = await deps.workshop.client.inspect(container.id);
  if (state !== undefined && state.status !== 'ended') return false;
  deps.foundEnded(container, state, false);
  return true;
}
