import type { ContainerEvent, DockerClient, EventStream } from './client.js';

/** Who hears of events. */
export interface WatchListener {
  event(event: ContainerEvent): void;
  /** The stream was lost. */
  lost(): void;
  /** The stream was lost and is there again: what happened in between must be looked up. */
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
  private last: string | undefined;
  private closed = false;

  constructor(
    private readonly options: WatchOptions,
    private readonly listener: WatchListener,
  ) {}

  /** @throws DockerError */
  async open(): Promise<void> {
    const { client, label } = this.options;
    const stream = await client.events(label, this.last, {
      data: (event) => {
        this.last = event.timeNano;
        this.listener.event(event);
      },
      ended: () => {
        this.stream = undefined;
        if (this.closed) return;
        this.listener.lost();
        void this.reopen();
      },
    });
    if (this.closed) stream.close();
    else this.stream = stream;
  }

  close(): void {
    this.closed = true;
    this.stream?.close();
    this.stream = undefined;
  }

  private async reopen(): Promise<void> {
    const { backoffs, patience, sleep } = this.options;
    let waited = 0;
    for (let attempt = 0; !this.closed; attempt++) {
      try {
        await this.open();
        await this.listener.reopened();
        return;
      } catch {
        const backoff = backoffs[Math.min(attempt, backoffs.length - 1)] ?? 1;
        if (waited >= patience) {
          this.closed = true;
          this.listener.gone();
          return;
        }
        waited += backoff;
        await sleep(backoff);
      }
    }
  }
}
