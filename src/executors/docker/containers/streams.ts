import { within } from '../daemon/within.js';
import type { JobContainer } from './container.js';
import type { Workshop } from './workshop.js';

/** Seconds from the end of a stream to when the container's own end must have been told. */
const GRACE = 1;

/** Beyond so many bytes the daemon's copy of the output, which is bounded, no longer begins at the beginning. */
export const REPLAYABLE = 8 * 1024 * 1024;

/** Opens the streams of a new container. @throws DockerError */
export async function attach(workshop: Workshop, container: JobContainer): Promise<void> {
  await open(workshop, container, false);
}

/**
 * Makes sure that the streams of a container are open. What was written while they were not is asked for again.
 *
 * @throws DockerError
 */
export async function ensureAttached(workshop: Workshop, container: JobContainer): Promise<void> {
  if (container.attachment !== undefined) return;
  container.attaching ??= open(workshop, container, container.output.bytes < REPLAYABLE).finally(() => {
    container.attaching = undefined;
  });
  await container.attaching;
}

/** Opens lost streams of all containers that go on, as far as the daemon lets us. */
export async function reattachAll(workshop: Workshop): Promise<void> {
  await Promise.all(workshop.fleet.all().map((container) => reattach(workshop, container)));
}

async function open(workshop: Workshop, container: JobContainer, replay: boolean): Promise<void> {
  const { output } = container;
  const stream = { over: false };
  const number = output.streamBegins(replay);
  const attachment = await workshop.client.attach(
    container.id,
    { stdin: container.armed, replay },
    {
      data: (chunk) => output.push(chunk, number),
      ended: (error) => {
        stream.over = true;
        container.hasMissed ||= error !== undefined;
        container.detached();
        // Nobody waits for this, so it must not keep the process alive.
        setTimeout(() => {
          container.hasMissed ||= container.attachment === undefined;
          void reattach(workshop, container);
        }, GRACE * 1000).unref();
      },
    },
  );
  if (replay) container.hasMissed = false;
  if (container.stage === 'ended') attachment.close();
  else if (!stream.over) container.attachment = attachment;
}

/** Opens the lost streams of a container that goes on. One that is paused cannot be attached to: it is done at its resume. */
export async function reattach(workshop: Workshop, container: JobContainer): Promise<void> {
  const wanted = (): boolean =>
    container.stage !== 'ended' && container.stage !== 'paused' && container.attachment === undefined;
  if (!wanted() || workshop.isClosing()) return;
  try {
    const state = await workshop.client.inspect(container.id);
    if (state?.status === 'running' && wanted()) await ensureAttached(workshop, container);
  } catch {
    // The daemon is away; when it is back, all are attached again.
  }
}

/** Seconds that an exit waits for output which nobody heard. While the daemon takes no connections, nothing else can be done either. */
const REST_PATIENCE = 5;

/** Asks for what a container that is over wrote while nobody listened. What cannot be had in time is lost. */
export async function catchUp({ client }: Workshop, container: JobContainer): Promise<void> {
  const { id, output, killed } = container;
  const isWhole = !container.hasMissed && (killed || !output.lacksEnd);
  if (isWhole || container.attachment !== undefined || output.bytes >= REPLAYABLE) return;
  const all = await within(
    client.output(id).catch(() => undefined),
    REST_PATIENCE,
  );
  if (all === undefined || all === 'late') return;
  output.streamBegins(true);
  output.push(all);
}
