import { DockerError, type ContainerEvent, type DockerClient, type EventStream } from './client.js';

/** Who hears of events. */
export interface WatchListener {
  /** @param again the stream was reopened, and what was missed has not been looked up yet */
  event(event: ContainerEvent, again: boolean): void;
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
  /** Seconds from any origin, never going back. */
  readonly now: () => number;
  readonly sleep: (seconds: number) => Promise<void>;
}

/** So many events Docker keeps to tell them again. */
const MOST_AGAIN = 256;

/** The stream of events of a run's containers: opened before the first is started, and reopened when it is lost. */
export class Watch {
  private stream: EventStream | undefined;
  /** When the last event was, in the daemon's nanoseconds. Its clock may have been set back since. */
  private last: string | undefined;
  private readonly seen = new Set<string>();
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
    const state = { over: false };
    const stream = await client.events(label, this.last, {
      data: (event) => {
        if (!this.isNew(event)) return;
        this.last = event.timeNano;
        this.listener.event(event, this.reopening);
      },
      ended: () => {
        state.over = true;
        this.lost();
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

  /** The daemon does not answer: perhaps nobody is at the other end of the stream, though it is open. */
  doubt(): void {
    if (this.stream === undefined) return;
    this.stream.close();
    this.lost();
  }

  close(): void {
    this.closed = true;
    this.stream?.close();
    this.stream = undefined;
    this.tell(false);
  }

  private lost(): void {
    this.stream = undefined;
    if (this.closed || this.reopening) return;
    this.reopening = true;
    this.listener.lost();
    void this.reopen();
  }

  /** The daemon tells events of the last instant once more, and of many more where its clock was set back. */
  private isNew({ timeNano, kind, id }: ContainerEvent): boolean {
    const key = `${timeNano} ${kind} ${id}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    const [oldest] = this.seen;
    if (this.seen.size > MOST_AGAIN && oldest !== undefined) this.seen.delete(oldest);
    return true;
  }

  private async reopen(): Promise<void> {
    const { backoffs, patience, now, sleep } = this.options;
    const began = now();
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
      if (now() - began >= patience) {
        this.closed = this.isGone = true;
        this.listener.gone();
        this.tell(false);
        return;
      }
      await sleep(backoffs[Math.min(attempt, backoffs.length - 1)] ?? 1);
    }
    this.reopening = false;
  }

  private tell(back: boolean): void {
    for (const waiter of this.waiters.splice(0)) waiter(back);
  }
}
