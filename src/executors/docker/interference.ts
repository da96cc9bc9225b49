import type { JobContainer } from './container.js';
import type { Workshop } from './workshop.js';

/** Somebody paused a container, perhaps not us. The engine is not told: for it, the job runs on, slowly. */
export function pausedBySomebody({ queue }: Workshop, container: JobContainer): void {
  if (container.own.pause > 0) {
    container.own.pause -= 1;
    return;
  }
  const { id: job } = container.plan.job;
  const text = `${job} was paused by someone else: it keeps its cores and stands still`;
  queue.notice({ kind: 'note', level: 'warning', text, job });
}

/** Somebody resumed a container, perhaps not us. A job that is to stand still is paused again: its cores belong to others. */
export function resumedBySomebody({ client, queue }: Workshop, container: JobContainer): void {
  if (container.own.unpause > 0) {
    container.own.unpause -= 1;
    return;
  }
  // A kill resumes a paused container, so that the signal can be delivered.
  if (container.killed || container.foreignSignal !== undefined) return;
  const { id: job } = container.plan.job;
  if (container.stage !== 'paused') return;
  queue.notice({
    kind: 'note',
    level: 'warning',
    text: `${job} was resumed by someone else: paused again`,
    job,
  });
  container.own.pause += 1;
  client.pause(container.id).catch((error: unknown) => {
    container.own.pause -= 1;
    const text = `${job} could not be paused again: ${(error as Error).message}`;
    queue.notice({ kind: 'note', level: 'error', text, job });
  });
}
