import { freeze } from '../actions/freeze.js';
import { setLimits } from '../actions/set-limits.js';
import type { JobContainer } from '../containers/container.js';
import type { Workshop } from '../containers/workshop.js';
import type { ContainerState } from '../daemon/client.js';
import { differenceInKernel } from '../host/read-back.js';

/** Seconds for which a job that somebody else has paused stands still; then it is resumed. */
export const PAUSE_PATIENCE = 60;

/** Somebody paused a container, perhaps not us. The engine is not told: for it, the job runs on, slowly. */
export function pausedBySomebody(workshop: Workshop, container: JobContainer): void {
  if (container.own.pause > 0) container.own.pause -= 1;
  else if (container.stage !== 'paused' && !container.isChanging) standsStill(workshop, container);
}

/** Somebody resumed a container, perhaps not us. A job that is to stand still is paused again: its cores belong to others. */
export function resumedBySomebody(workshop: Workshop, container: JobContainer): void {
  container.pausedSince = undefined;
  if (container.own.unpause > 0) container.own.unpause -= 1;
  // A kill resumes a paused container, so that the signal can be delivered.
  else if (container.stage === 'paused' && !container.killed && container.foreignSignal === undefined) {
    void pauseAgain(workshop, container);
  }
}

/** Somebody set the limits of a container, perhaps not us: they are the engine's to give, so they are set back. */
export function resizedBySomebody(workshop: Workshop, container: JobContainer): void {
  if (container.own.update > 0) container.own.update -= 1;
  else if (container.stage !== 'armed') {
    container.limitsDoubtful = true;
    if (!container.isChanging) void setBack(workshop, container);
  }
}

/**
 * Compares a container with what it is to be, and puts right what no event has told of. Nothing of ours may have been done to it
 * since the daemon was asked.
 */
export function putRight(
  workshop: Workshop,
  container: JobContainer,
  status: ContainerState['status'],
  afterGap: boolean,
): void {
  const { stage, killed } = container;
  if (status === 'running') container.pausedSince = undefined;
  // One that is taken over is said to be killed, and its kill is ordered only then.
  if (killed && !afterGap) void killAgain(workshop, container);
  else if (stage === 'paused' && status === 'running') void pauseAgain(workshop, container);
  else if (stage !== 'paused' && status === 'paused') standsStill(workshop, container);
  if (stage === 'armed') return;
  const difference = differenceInKernel(container.plan.job.id, container.cgroup, container.limits);
  if (container.limitsDoubtful || difference !== undefined) void setBack(workshop, container);
}

function standsStill(workshop: Workshop, container: JobContainer): void {
  const now = workshop.queue.now();
  if (container.pausedSince === undefined) {
    container.pausedSince = now;
    tell(
      workshop,
      container,
      'warning',
      `was paused by someone else: it keeps its cores and stands still, for ${PAUSE_PATIENCE} s at most`,
    );
  } else if (now - container.pausedSince >= PAUSE_PATIENCE) void resumeAgain(workshop, container);
}

async function resumeAgain(workshop: Workshop, container: JobContainer): Promise<void> {
  tell(workshop, container, 'warning', `was paused by someone else for ${PAUSE_PATIENCE} s: resumed`);
  container.pausedSince = undefined;
  await attempt(workshop, container, 'be resumed', async () => {
    if (container.stage === 'paused' || container.stage === 'ended') return;
    container.own.unpause += 1;
    await workshop.client.unpause(container.id);
  });
}

async function pauseAgain(workshop: Workshop, container: JobContainer): Promise<void> {
  await attempt(workshop, container, 'be paused again', async () => {
    // It may have been resumed by us since.
    if (container.stage !== 'paused') return;
    tell(workshop, container, 'warning', 'was resumed by someone else: paused again');
    container.own.pause += 1;
    await freeze(workshop, container);
  });
}

async function setBack(workshop: Workshop, container: JobContainer): Promise<void> {
  container.limitsDoubtful = false;
  const cores = container.limits.cpuset === undefined ? '' : ` (cores ${container.limits.cpuset})`;
  tell(workshop, container, 'warning', `was resized by someone else: its limits are set back${cores}`);
  await attempt(workshop, container, 'get its limits back', async () => {
    if (container.stage !== 'ended') await setLimits(workshop.client, container, container.limits);
  });
}

async function killAgain(workshop: Workshop, container: JobContainer): Promise<void> {
  tell(workshop, container, 'warning', 'was killed and still runs: killed again');
  await attempt(workshop, container, 'be killed', () => workshop.client.kill(container.id));
}

async function attempt(
  workshop: Workshop,
  container: JobContainer,
  what: string,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await container.change(work);
  } catch (error) {
    const { message } = error as Error;
    // Then it is so already, or its end is on its way.
    if (/already paused|not paused|not running|no such container/i.test(message)) return;
    tell(workshop, container, 'error', `could not ${what}: ${message}`);
  }
}

function tell({ queue }: Workshop, { plan }: JobContainer, level: 'warning' | 'error', what: string): void {
  const { id: job } = plan.job;
  queue.notice({ kind: 'note', level, text: `${job} ${what}`, job });
}
