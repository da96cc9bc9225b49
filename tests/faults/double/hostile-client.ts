import type {
  ContainerEvent,
  DockerClient,
  StreamHandlers,
} from '../../../src/executors/docker/daemon/client.js';
import type { CallName } from '../../executors/docker/fake-docker.js';
import { wrapClient } from './wrap-client.js';

/** How a call fares. */
export interface Fate {
  /** Seconds before it has its effect, and from there to its answer. */
  readonly before?: number;
  readonly after?: number;
  /** What it is answered with in place of its result. */
  readonly error?: Error;
  /** It had its effect although it is answered with an error. */
  readonly done?: boolean;
  /** It is answered well and had no effect. */
  readonly skipped?: boolean;
}

/** How a daemon is hostile. */
export interface Mood {
  /** Asked before each call. `subject`: the id of its container, or what it is about. */
  fateOf?(call: CallName, subject: string): Fate | undefined;
  /** Tells an event to the listener: never, late, or more than once. */
  tell?(event: ContainerEvent, listener: (event: ContainerEvent) => void): void;
}

/** A way to a daemon on which calls are late, lost, refused or lied about. */
export function hostileClient(
  client: DockerClient,
  mood: Mood,
  sleep: (seconds: number) => Promise<void>,
): DockerClient {
  return wrapClient(client, {
    async around(call, subject, work) {
      const fate = mood.fateOf?.(call, subject) ?? {};
      const { before = 0, after = 0, error, done = false, skipped = false } = fate;
      if (before > 0) await sleep(before);
      if (error !== undefined && !done) throw error;
      const result = skipped ? (undefined as Awaited<ReturnType<typeof work>>) : await work();
      if (after > 0) await sleep(after);
      if (error !== undefined) throw error;
      return result;
    },
    handlers: (handlers, call) =>
      call === 'events'
        ? (told(handlers as unknown as StreamHandlers<ContainerEvent>, mood) as unknown as typeof handlers)
        : handlers,
  });
}

function told(handlers: StreamHandlers<ContainerEvent>, mood: Mood): StreamHandlers<ContainerEvent> {
  if (mood.tell === undefined) return handlers;
  let over = false;
  return {
    data: (event) =>
      mood.tell?.(event, (one) => {
        if (!over) handlers.data(one);
      }),
    ended: (error) => {
      over = true;
      handlers.ended(error);
    },
  };
}
