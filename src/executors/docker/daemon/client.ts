/** What a container may use. A field left out stays as it is (update) or is not limited (create). */
export interface Limits {
  /** A cpuset list such as `0-2,5`. */
  readonly cpuset?: string;
  /** Billionths of a core (a quota; `--emulate`). */
  readonly nanoCpus?: number;
  /** Bytes; swap is limited to the same figure, so that none is used. */
  readonly memory?: number;
}

/** A folder or file of the host that a container sees. */
export interface Bind {
  readonly host: string;
  readonly container: string;
  readonly readonly: boolean;
  /** It is ours, so it may be labelled for containers where SELinux wants that. */
  readonly relabel: boolean;
}

/** A container to be created: what we use of Docker's create call, in our own words. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** `uid[:gid]`. */
  readonly user: string;
  /** Its stdin is held open until a client writes to it; without it, stdin is /dev/null. */
  readonly stdin: boolean;
  readonly network: boolean;
  readonly readonlyRoot: boolean;
  /** Mount points of in-memory file systems and their options. */
  readonly tmpfs: Readonly<Record<string, string>>;
  readonly binds: readonly Bind[];
  readonly pids: number;
  readonly limits: Limits;
  /** Undefined: where Docker puts its containers by itself. */
  readonly cgroupParent: string | undefined;
}

/** What an image says of its program. */
export interface ImageInfo {
  readonly id: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly env: readonly string[];
  /** Paths at which it wants volumes; absent: none. */
  readonly volumes?: readonly string[];
  /** Bytes. */
  readonly size: number;
}

/** A container's state as the daemon sees it. */
export interface ContainerState {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: 'created' | 'running' | 'paused' | 'ended';
  /** On the daemon's host; 0 unless it runs. */
  readonly pid: number;
  readonly exitCode: number;
  readonly outOfMemory: boolean;
  /** What Docker says of why it could not run; empty where it has nothing to say. */
  readonly error: string;
  /** Its stdin is held open. */
  readonly stdin: boolean;
  /** When it ended, by the daemon's clock in milliseconds since 1970; undefined where it did not. */
  readonly finishedAt: number | undefined;
  /** As the daemon has them. */
  readonly limits: Limits;
}

/** A line of the list of containers. */
export interface ContainerSummary {
  readonly id: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: ContainerState['status'];
}

/** The kinds of event that we listen to. */
export type EventKind = 'die' | 'oom' | 'kill' | 'pause' | 'unpause' | 'update' | 'destroy';

/** One event of a container, as the daemon tells it. */
export interface ContainerEvent {
  readonly kind: EventKind;
  readonly id: string;
  /** Of `die`. */
  readonly exitCode: number | undefined;
  /** Of `kill`: the signal's number. */
  readonly signal: string | undefined;
  /** The daemon's time, nanoseconds since 1970; too large for a number. */
  readonly timeNano: string;
}

/** What the daemon says of itself and of its host. */
export interface DaemonInfo {
  /** Stays the same as long as the daemon's state folder does. */
  readonly id: string;
  readonly hostName: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly kernel: string;
  readonly system: string;
  /** `linux` where containers are Linux containers. */
  readonly osType: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly cgroupVersion: string;
  readonly cgroupDriver: string;
  readonly storageDriver: string;
  readonly rootFolder: string;
  readonly liveRestore: boolean;
  /** SELinux keeps containers from folders of the host that are not labelled for them. */
  readonly selinux: boolean;
  readonly limits: {
    readonly cpuset: boolean;
    readonly quota: boolean;
    readonly memory: boolean;
    readonly pids: boolean;
  };
  readonly warnings: readonly string[];
}

/** Both ends of a container's standard streams. */
export interface Attachment {
  /** Writes to the container's stdin. @throws DockerError when the stream is gone */
  write(text: string): void;
  /** Stops or restarts the flow of `data`, so that a writer that is slower than the container is not buried. */
  pauseFlow(): void;
  resumeFlow(): void;
  /** Ends it; `ended` is not called after that. The container goes on. */
  close(): void;
}

/** Called back by a stream until `ended`, which comes once. */
export interface StreamHandlers<T> {
  data(chunk: T): void;
  /** The other side ended it, or it broke. */
  ended(error: DockerError | undefined): void;
}

/** A stream of events. */
export interface EventStream {
  close(): void;
}

/**
 * All that we ask of Docker, and the only shape of it that the executor knows. Every call rejects with a DockerError and
 * nothing else. `dockerode-client.ts` is the real one; tests give hostile ones.
 */
export interface DockerClient {
  /** Over a new connection, as a daemon that shuts down still serves those that are open. */
  ping(): Promise<void>;
  info(): Promise<DaemonInfo>;
  /** Core ids that the daemon lets containers use; undefined where it does not say. */
  permittedCores(): Promise<readonly number[] | undefined>;
  /** Undefined when the image is not there. */
  image(reference: string): Promise<ImageInfo | undefined>;
  /** The new container's id. */
  create(spec: ContainerSpec): Promise<string>;
  /** No error when it runs already. */
  start(id: string): Promise<void>;
  /**
   * Standard streams of a container that is running, or not started yet. With `replay`, `data` begins with everything it
   * has written so far.
   */
  attach(
    id: string,
    options: { readonly stdin: boolean; readonly replay: boolean },
    handlers: StreamHandlers<Buffer>,
  ): Promise<Attachment>;
  /** All that the daemon has kept of what a container has written so far, in the frames of a stream. */
  output(id: string): Promise<Buffer>;
  update(id: string, limits: Limits): Promise<void>;
  pause(id: string): Promise<void>;
  unpause(id: string): Promise<void>;
  kill(id: string): Promise<void>;
  /** Kills it first when it runs; no error when it is gone. */
  remove(id: string): Promise<void>;
  /** By id or name; undefined when there is none. */
  inspect(id: string): Promise<ContainerState | undefined>;
  /** Containers in any state that have this label (`key` or `key=value`). */
  list(label: string): Promise<readonly ContainerSummary[]>;
  /** Events of the containers with this label, from `since` (nanoseconds since 1970) on or from now on. */
  events(
    label: string,
    since: string | undefined,
    handlers: StreamHandlers<ContainerEvent>,
  ): Promise<EventStream>;
}

/** A failure of Docker, or on the way to it. */
export class DockerError extends Error {
  override readonly name = 'DockerError';

  /**
   * @param status of the HTTP answer, undefined when none came
   * @param code of the system error or `ETIMEDOUT`, undefined when the daemon answered
   */
  constructor(
    message: string,
    readonly status?: number,
    readonly code?: string,
  ) {
    super(message);
  }

  /** There is no daemon at the other end (so that repeating it at once is no use). */
  get unreachable(): boolean {
    return (
      this.code === 'ECONNREFUSED' ||
      this.code === 'ENOENT' ||
      this.code === 'EACCES' ||
      this.code === 'ENOTFOUND'
    );
  }

  /** The same call may succeed in a moment: the connection broke, or the daemon had an error of its own. */
  get transient(): boolean {
    if (this.status !== undefined) return this.status >= 500;
    return this.code !== undefined && !this.unreachable;
  }
}
