import type { ContainerEvent, DockerClient, StreamHandlers } from '../../../src/executors/docker/client.js';
import type { CallName } from '../../executors/docker/fake-docker.js';

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
  const through = async <T>(call: CallName, subject: string, work: () => Promise<T>): Promise<T> => {
    const { before = 0, after = 0, error, done = false, skipped = false } = mood.fateOf?.(call, subject) ?? {};
    if (before > 0) await sleep(before);
    if (error !== undefined && !done) throw error;
    const result = skipped ? (undefined as T) : await work();
    if (after > 0) await sleep(after);
    if (error !== undefined) throw error;
    return result;
  };
  return {
    ping: () => through('ping', '', () => client.ping()),
    info: () => through('info', '', () => client.info()),
    permittedCores: () => through('permittedCores', '', () => client.permittedCores()),
    image: (reference) => through('image', reference, () => client.image(reference)),
    create: (spec) => through('create', spec.name, () => client.create(spec)),
    start: (id) => through('start', id, () => client.start(id)),
    attach: (id, how, handlers) => through('attach', id, () => client.attach(id, how, handlers)),
    update: (id, limits) => through('update', id, () => client.update(id, limits)),
    pause: (id) => through('pause', id, () => client.pause(id)),
    unpause: (id) => through('unpause', id, () => client.unpause(id)),
    kill: (id) => through('kill', id, () => client.kill(id)),
    remove: (id) => through('remove', id, () => client.remove(id)),
    inspect: (id) => through('inspect', id, () => client.inspect(id)),
    list: (label) => through('list', label, () => client.list(label)),
    events: (label, since, handlers) =>
      through('events', since ?? '', () => client.events(label, since, told(handlers, mood))),
  };
}

function told(handlers: StreamHandlers<ContainerEvent>, mood: Mood): StreamHandlers<ContainerEvent> {
  const { tell } = mood;
  if (tell === undefined) return handlers;
  let over = false;
  return {
    data: (event) =>
      tell.call(mood, event, (one) => {
        if (!over) handlers.data(one);
      }),
    ended: (error) => {
      over = true;
      handlers.ended(error);
    },
  };
}
