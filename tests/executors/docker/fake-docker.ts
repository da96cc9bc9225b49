import {
  DockerError,
  type Attachment,
  type ContainerEvent,
  type ContainerSpec,
  type ContainerState,
  type ContainerSummary,
  type DaemonInfo,
  type DockerClient,
  type EventKind,
  type EventStream,
  type ImageInfo,
  type Limits,
  type StreamHandlers,
} from '../../../src/executors/docker/daemon/client.js';
import { MARK } from '../../../src/executors/docker/output/output.js';

export type CallName = Exclude<keyof DockerClient, 'attach' | 'events'> | 'attach' | 'events';

/** One container of the fake daemon. */
export interface FakeContainer {
  readonly id: string;
  readonly spec: ContainerSpec;
  status: ContainerState['status'];
  exitCode: number;
  outOfMemory: boolean;
  limits: Limits;
  handlers: StreamHandlers<Buffer> | undefined;
  /** Everything that it wrote, in frames. */
  written: Buffer[];
  /** Its program was started. */
  begun: boolean;
  /** Milliseconds since 1970. */
  finishedAt: number | undefined;
}

/** A daemon in memory, as hostile as a test wants it. */
export class FakeDocker implements DockerClient {
  readonly containers = new Map<string, FakeContainer>();
  readonly calls: string[] = [];
  images = new Map<string, ImageInfo>([
    ['image', { id: 'sha256:1', entrypoint: ['run'], command: [], env: [], size: 1 }],
  ]);
  cores: readonly number[] | undefined = [0, 1, 2, 3];
  daemon: DaemonInfo = DAEMON;
  /** MARK comes at once when the line does. */
  marksAtOnce = true;
  /** Events are told at once when they happen. */
  tellsEvents = true;
  /** No new connection is taken. */
  refusesConnections = false;
  /** Called before every call: may wait, or throw. */
  before: (call: CallName, subject: string) => Promise<void> | void = () => undefined;
  /** Called when a program begins. */
  onBegin: (container: FakeContainer) => void = () => undefined;

  /** Streams of events that are open. */
  get watchers(): number {
    return this.listeners.length;
  }

  private told: { readonly event: ContainerEvent; readonly container: FakeContainer }[] = [];
  private listeners: { label: string; handlers: StreamHandlers<ContainerEvent> }[] = [];
  private made = 0;
  private nanos = 10_000_000_000_000n;

  async ping(): Promise<void> {
    await this.enter('ping', '');
  }

  async info(): Promise<DaemonInfo> {
    await this.enter('info', '');
    return this.daemon;
  }

  async permittedCores(): Promise<readonly number[] | undefined> {
    await this.enter('permittedCores', '');
    return this.cores;
  }

  async image(reference: string): Promise<ImageInfo | undefined> {
    await this.enter('image', reference);
    return this.images.get(reference);
  }

  async create(spec: ContainerSpec): Promise<string> {
    await this.enter('create', spec.name);
    const other = [...this.containers.values()].find((one) => one.spec.name === spec.name);
    if (other !== undefined) throw new DockerError(`the name ${spec.name} is in use`, 409);
    const id = `id-${++this.made}-${spec.name}`;
    this.containers.set(id, {
      id,
      spec,
      status: 'created',
      exitCode: 0,
      outOfMemory: false,
      limits: spec.limits,
      handlers: undefined,
      written: [],
      begun: false,
      finishedAt: undefined,
    });
    return id;
  }

  async start(id: string): Promise<void> {
    await this.enter('start', id);
    const container = this.find(id);
    if (container.status === 'running') return;
    container.status = 'running';
    if (!container.spec.stdin) this.begin(container);
  }

  async attach(
    id: string,
    { stdin, replay }: { readonly stdin: boolean; readonly replay: boolean },
    handlers: StreamHandlers<Buffer>,
  ): Promise<Attachment> {
    await this.enter('attach', id);
    const container = this.find(id);
    if (container.status === 'paused') throw new DockerError('container is paused', 409);
    container.handlers = handlers;
    if (replay) for (const chunk of container.written) handlers.data(chunk);
    return {
      write: (text) => {
        if (container.handlers !== handlers) throw new DockerError('gone', undefined, 'EPIPE');
        this.calls.push(`line ${id}`);
        // The shell reads one line, and is the program from then on.
        if (container.begun || !stdin || !text.endsWith('\n')) return;
        if (container.status === 'running' && this.marksAtOnce) this.begin(container);
      },
      pauseFlow: () => undefined,
      resumeFlow: () => undefined,
      close: () => {
        if (container.handlers === handlers) container.handlers = undefined;
      },
    };
  }

  async output(id: string): Promise<Buffer> {
    await this.enter('output', id);
    return Buffer.concat(this.find(id).written);
  }

  async update(id: string, limits: Limits): Promise<void> {
    await this.enter('update', id);
    const container = this.find(id);
    container.limits = { ...container.limits, ...limits };
    this.emit('update', container);
  }

  async pause(id: string): Promise<void> {
    await this.enter('pause', id);
    const container = this.living(id);
    if (container.status === 'paused') throw new DockerError(`Container ${id} is already paused`, 409);
    container.status = 'paused';
    this.emit('pause', container);
  }

  async unpause(id: string): Promise<void> {
    await this.enter('unpause', id);
    const container = this.living(id);
    if (container.status !== 'paused') throw new DockerError(`Container ${id} is not paused`, 409);
    container.status = 'running';
    this.emit('unpause', container);
  }

  async kill(id: string): Promise<void> {
    await this.enter('kill', id);
    const container = this.living(id);
    this.emit('kill', container, { signal: '9' });
    this.exit(container, 137);
  }

  async remove(id: string): Promise<void> {
    await this.enter('remove', id);
    const container = this.containers.get(id);
    if (container === undefined) return;
    if (container.status === 'running' || container.status === 'paused') {
      this.emit('kill', container, { signal: '9' });
      this.exit(container, 137);
    }
    this.containers.delete(id);
    this.emit('destroy', container);
  }

  async inspect(id: string): Promise<ContainerState | undefined> {
    await this.enter('inspect', id);
    const container =
      this.containers.get(id) ?? [...this.containers.values()].find((one) => one.spec.name === id);
    if (container === undefined) return undefined;
    const { status, exitCode, outOfMemory, spec, limits } = container;
    const { name, labels } = spec;
    const { stdin } = spec;
    const finishedAt = status === 'ended' ? container.finishedAt : undefined;
    return {
      id: container.id,
      name,
      labels,
      status,
      pid: 1,
      exitCode,
      outOfMemory,
      error: '',
      stdin,
      finishedAt,
      limits,
    };
  }

  async list(label: string): Promise<readonly ContainerSummary[]> {
    await this.enter('list', label);
    return [...this.containers.values()]
      .filter((one) => hasLabel(one, label))
      .map(({ id, spec, status }) => ({ id, name: spec.name, labels: spec.labels, status }));
  }

  async events(
    label: string,
    since: string | undefined,
    handlers: StreamHandlers<ContainerEvent>,
  ): Promise<EventStream> {
    await this.enter('events', since ?? '');
    const listener = { label, handlers };
    this.listeners.push(listener);
    // As Docker does it: from that very instant on.
    for (const { event, container } of since === undefined ? [] : this.told) {
      if (BigInt(event.timeNano) >= BigInt(since ?? 0) && hasLabel(container, label)) handlers.data(event);
    }
    return {
      close: () => {
        this.listeners = this.listeners.filter((one) => one !== listener);
      },
    };
  }

  /** The container of an attempt. */
  of(job: string, attempt = 1): FakeContainer {
    const found = [...this.containers.values()].find(
      ({ spec }) => spec.labels['tfsched.job'] === job && spec.labels['tfsched.attempt'] === String(attempt),
    );
    if (found === undefined) throw new Error(`no container of ${job}, attempt ${attempt}`);
    return found;
  }

  /** The program of a container begins: MARK comes first. */
  begin(container: FakeContainer): void {
    container.begun = true;
    if (container.spec.stdin) this.write(container, MARK);
    this.onBegin(container);
  }

  /** The container writes to stdout. */
  write(container: FakeContainer, text: string): void {
    const payload = Buffer.from(text);
    const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
    header.writeUInt32BE(payload.length, 4);
    const chunk = Buffer.concat([header, payload]);
    container.written.push(chunk);
    container.handlers?.data(chunk);
  }

  /** The container ends. */
  exit(container: FakeContainer, code: number): void {
    if (container.status === 'ended') return;
    container.status = 'ended';
    container.exitCode = code;
    container.finishedAt = Date.now();
    if (container.outOfMemory) this.emit('oom', container);
    this.loseStream(container);
    this.emit('die', container, { exitCode: code });
  }

  /** The streams of a container break. */
  loseStream(container: FakeContainer): void {
    const { handlers } = container;
    container.handlers = undefined;
    handlers?.ended(undefined);
  }

  /** The streams of events break. */
  loseEvents(): void {
    for (const { handlers } of this.listeners.splice(0)) {
      handlers.ended(new DockerError('connection reset', undefined, 'ECONNRESET'));
    }
  }

  /** The clock of its host is stepped by so many seconds. */
  stepClock(seconds: number): void {
    this.nanos += BigInt(Math.round(seconds * 1e9));
  }

  /** The other end of every stream of events is gone: nobody is told. */
  dropWatchers(): void {
    this.listeners = [];
  }

  emit(
    kind: EventKind,
    container: FakeContainer,
    { exitCode, signal }: { exitCode?: number; signal?: string } = {},
  ): void {
    this.nanos += 1000n;
    if (!this.tellsEvents) return;
    const event = { kind, id: container.id, exitCode, signal, timeNano: String(this.nanos) };
    this.told.push({ event, container });
    for (const { label, handlers } of [...this.listeners]) {
      if (hasLabel(container, label)) handlers.data(event);
    }
  }

  private async enter(call: CallName, subject: string): Promise<void> {
    this.calls.push(`${call} ${subject}`);
    await this.before(call, subject);
    if (this.refusesConnections) throw new DockerError('connect ECONNREFUSED', undefined, 'ECONNREFUSED');
  }

  private find(id: string): FakeContainer {
    const container = this.containers.get(id);
    if (container === undefined) throw new DockerError(`No such container: ${id}`, 404);
    return container;
  }

  private living(id: string): FakeContainer {
    const container = this.find(id);
    if (container.status === 'ended' || container.status === 'created') {
      throw new DockerError(`Container ${id} is not running`, 409);
    }
    return container;
  }
}

function hasLabel({ spec }: FakeContainer, label: string): boolean {
  const [key = '', value] = label.split('=');
  return value === undefined ? key in spec.labels : spec.labels[key] === value;
}

const DAEMON: DaemonInfo = {
  id: 'daemon',
  hostName: 'elsewhere',
  version: '20.10.24',
  apiVersion: '1.41',
  kernel: '6.1.0',
  system: 'Debian GNU/Linux 12',
  osType: 'linux',
  cores: 4,
  memory: 8 * 2 ** 30,
  cgroupVersion: '1',
  cgroupDriver: 'cgroupfs',
  storageDriver: 'overlay2',
  rootFolder: '/var/lib/docker',
  liveRestore: false,
  selinux: false,
  limits: { cpuset: true, quota: true, memory: true, pids: true },
  warnings: [],
};
