import { DockerError, type ContainerEvent, type DockerClient, type EventStream } from './client.js';

/** Who hears of events. */
export interface WatchListener {
  event(event: ContainerEvent): void;
  /** The stream was lost. */
  lost(): void;
  /** It is there again: what happened in between must be looked up. When that fails, it is opened once more. */
  reopened(): Promise<void>;
  /** The daemon did not come back in time. */
  gone(): void;
}

export interface WatchOptions {
  readonly client: DockerClient;
  readonly label: string;
  /** Seconds between attempts to reopen; the last one is repeated. */
  readonly backoffs: readonly number[];
  /** Seconds until a daemon that does not come back is given up. */
  readonly patience: number;
  readonly sleep: (seconds: number) => Promise<void>;
}

/** The stream of events of a run's containers: opened before the first is started, and reopened when it is lost. */
export class Watch {
  private stream: EventStream | undefined;
  /** When the last event was, in the daemon's nanoseconds. */
  private last: string | undefined;
  private closed = false;
  private reopening = false;
  private isGone = false;
  private waiters: ((back: boolean) => void)[] = [];

  constructor(
    private readonly options: WatchOptions,
    private readonly listener: WatchListener,
  ) {}

  /** @throws DockerError */
  async open(): Promise<void> {
    const { client, label } = this.options;
    // The daemon tells events of that very instant once more.
    const known = this.last;
    const state = { over: false };
    const stream = await client.events(label, known, {
      data: (event) => {
        if (known !== undefined && !isLater(event.timeNano, known)) return;
        this.last = event.timeNano;
        this.listener.event(event);
      },
      ended: () => {
        state.over = true;
        this.stream = undefined;
        if (this.closed || this.reopening) return;
        this.reopening = true;
        this.listener.lost();
        void this.reopen();
      },
    });
    if (this.closed) stream.close();
    else if (!state.over) {
      this.stream = stream;
      this.tell(true);
    }
  }

  /** Resolves when the stream is open. @throws DockerError when it is not opened any more */
  async reachable(): Promise<void> {
    const back =
      this.stream !== undefined ||
      (!this.closed && (await new Promise<boolean>((resolve) => this.waiters.push(resolve))));
    if (!back) throw new DockerError(this.isGone ? 'the Docker daemon is gone' : 'the run is being ended');
  }

  close(): void {
    this.closed = true;
    this.stream?.close();
    this.stream = undefined;
    this.tell(false);
  }

  private async reopen(): Promise<void> {
    const { backoffs, patience, sleep } = this.options;
    let waited = 0;
    for (let attempt = 0; !this.closed; attempt++) {
      try {
        await this.open();
        await this.listener.reopened();
        // It may have been lost again in the meantime.
        if (this.stream !== undefined) break;
      } catch {
        this.stream?.close();
        this.stream = undefined;
      }
      if (waited >= patience) {
        this.closed = this.isGone = true;
        this.listener.gone();
        this.tell(false);
        return;
      }
      const backoff = backoffs[Math.min(attempt, backoffs.length - 1)] ?? 1;
      waited += backoff;
      await sleep(backoff);
    }
    this.reopening = false;
  }

  private tell(back: boolean): void {
    for (const waiter of this.waiters.splice(0)) waiter(back);
  }
}

/** Numbers of too many digits for a double, as text. */
function isLater(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length;
}
