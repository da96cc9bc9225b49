import type { Attachment, DockerClient } from '../../../src/executors/docker/daemon/client.js';
import type { CallName } from '../../executors/docker/fake-docker.js';

/** What is put around the calls of a client. */
export interface Wrapping {
  /** `subject`: the id of the call's container, or what it is about. */
  around<T>(call: CallName, subject: string, work: () => Promise<T>): Promise<T>;
  /** What is seen of a stream; by default what comes. */
  handlers?<H extends object>(handlers: H, call: 'attach' | 'events'): H;
  attached?(attachment: Attachment, id: string): Attachment;
}

/** The same client with something around each of its calls. */
export function wrapClient(client: DockerClient, wrapping: Wrapping): DockerClient {
  const seen = <H extends object>(handlers: H, call: 'attach' | 'events'): H =>
    wrapping.handlers?.(handlers, call) ?? handlers;
  const attached = (attachment: Attachment, id: string): Attachment =>
    wrapping.attached?.(attachment, id) ?? attachment;
  const around: Wrapping['around'] = (call, subject, work) => wrapping.around(call, subject, work);
  return {
    ping: () => around('ping', '', () => client.ping()),
    info: () => around('info', '', () => client.info()),
    permittedCores: () => around('permittedCores', '', () => client.permittedCores()),
    image: (reference) => around('image', reference, () => client.image(reference)),
    create: (spec) => around('create', spec.name, () => client.create(spec)),
    start: (id) => around('start', id, () => client.start(id)),
    attach: (id, how, handlers) =>
      around('attach', id, async () => attached(await client.attach(id, how, seen(handlers, 'attach')), id)),
    output: (id) => around('output', id, () => client.output(id)),
    update: (id, limits) => around('update', id, () => client.update(id, limits)),
    pause: (id) => around('pause', id, () => client.pause(id)),
    unpause: (id) => around('unpause', id, () => client.unpause(id)),
    kill: (id) => around('kill', id, () => client.kill(id)),
    remove: (id) => around('remove', id, () => client.remove(id)),
    inspect: (id) => around('inspect', id, () => client.inspect(id)),
    list: (label) => around('list', label, () => client.list(label)),
    events: (label, since, handlers) =>
      around('events', since ?? '', () => client.events(label, since, seen(handlers, 'events'))),
  };
}
