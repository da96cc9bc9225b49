import { DockerError } from '../daemon/client.js';

export interface CensusOptions {
  /** Seconds from one to the next. */
  readonly interval: number;
  /** Asks the daemon for the state of every container. @throws DockerError */
  readonly take: () => Promise<void>;
  /** The daemon does not answer, although its stream of events looks as if it were there. */
  readonly unanswered: () => void;
}

/**
 * Bounds the time until what no event has told of is noticed: an event that was lost, a daemon that hangs, a container that is not
 * as it is to be. Events tell of all that happens when it happens; this is one call every few seconds, and nothing waits for it.
 */
export class Census {
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly options: CensusOptions) {}

  begin(): void {
    if (this.closed) return;
    // Nobody waits for this, so it must not keep the process alive.
    this.timer = setTimeout(() => void this.take(), this.options.interval * 1000).unref();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private async take(): Promise<void> {
    try {
      await this.options.take();
    } catch (error) {
      if (!this.closed && error instanceof DockerError && isSilence(error)) this.options.unanswered();
    }
    this.begin();
  }
}

/** A failure of another kind may be over in a moment, or the stream of events breaks, too. */
function isSilence(error: DockerError): boolean {
  return error.unreachable || error.code === 'ETIMEDOUT';
}
