import { DockerError, type DockerClient } from './client.js';

/** How a call that failed in passing is repeated. */
export interface RetryOptions {
  /** Seconds before the second, third ... try; one try more than its length. */
  readonly backoffs: readonly number[];
  /** Resolves after so many seconds. */
  readonly sleep: (seconds: number) => Promise<void>;
  /** Resolves when the daemon is there, as far as is known. @throws when it is not waited for any longer */
  readonly reachable: () => Promise<void>;
}

/** So often a daemon may turn a call away that is known to be there: one that goes down does, for a while. */
const MOST_REFUSALS = 60;

/**
 * The same client, but calls that fail in passing (connection reset, 5xx, time limit) are repeated, and while there is no
 * daemon they wait for it. A repeated call may meet its own success (`already paused`): callers read conflicts with the
 * container's state in mind.
 */
export function createRetryingClient(client: DockerClient, options: RetryOptions): DockerClient {
  const again = <T>(call: () => Promise<T>): Promise<T> => withRetries(call, options);
  return {
    // One try tells whether the daemon is there; and callers of the streams have a plan of their own.
    ping: () => client.ping(),
    attach: (id, how, handlers) => client.attach(id, how, handlers),
    events: (label, since, handlers) => client.events(label, since, handlers),
    info: () => again(() => client.info()),
    permittedCores: () => again(() => client.permittedCores()),
    image: (reference) => again(() => client.image(reference)),
    create: (spec) => again(() => client.create(spec)),
    start: (id) => again(() => client.start(id)),
    output: (id) => again(() => client.output(id)),
    update: (id, limits) => again(() => client.update(id, limits)),
    pause: (id) => again(() => client.pause(id)),
    unpause: (id) => again(() => client.unpause(id)),
    kill: (id) => again(() => client.kill(id)),
    remove: (id) => again(() => client.remove(id)),
    inspect: (id) => again(() => client.inspect(id)),
    list: (label) => again(() => client.list(label)),
  };
}

async function withRetries<T>(call: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { backoffs, sleep, reachable } = options;
  let tries = 0;
  let refusals = 0;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof DockerError)) throw error;
      const backoff = error.unreachable ? backoffs.at(-1) : backoffs[tries];
      if (backoff === undefined || (!error.unreachable && !error.transient)) throw error;
      if (!error.unreachable) tries += 1;
      else if (++refusals > MOST_REFUSALS) throw error;
      await sleep(backoff);
      if (error.unreachable) await reachable();
    }
  }
}
