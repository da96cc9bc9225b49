/** Something that is to happen at a time. */
interface Planned {
  /** Milliseconds. */
  readonly at: number;
  /** Two of the same time happen in the order in which they were planned. */
  readonly order: number;
  readonly happen: () => void;
  /** It is a timer of the process, and not of the world around it. */
  readonly isTimer: boolean;
}

/**
 * Everything happens at a whole millisecond, as timers do: what a run does must not depend on when in a millisecond it was resumed.
 * Sums of times are not exact.
 */
const TOLERANCE_MS = 1e-6;

/** Node cuts timers to whole milliseconds, and makes none shorter than one. */
const SHORTEST_TIMER_MS = 1;

/**
 * Time that stands still while anything can happen, and then jumps to what is planned next. It takes the place of the timers of
 * whatever runs in this process; file operations are real, and it waits for them. So a run of minutes takes milliseconds, and takes
 * the same course each time.
 */
export class VirtualTime {
  private planned: Planned[] = [];
  private ms = 0;
  private order = 0;
  private readonly real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };

  /** Seconds since this time began. */
  get now(): number {
    return this.ms / 1000;
  }

  /** Happens after so many seconds, whatever becomes of the timers of the process. */
  after(seconds: number, happen: () => void): () => void {
    return this.plan(this.ms + Math.max(0, seconds) * 1000, happen, false);
  }

  sleep(seconds: number): Promise<void> {
    return new Promise((resolve) => this.after(seconds, resolve));
  }

  /** The process that set the timers is dead. */
  dropTimers(): void {
    this.planned = this.planned.filter(({ isTimer }) => !isTimer);
  }

  /**
   * Makes time pass until `work` is settled, with this time's timers in place of the real ones.
   *
   * @param limit seconds on this clock
   * @throws what `work` rejects with; Error when it is not settled by then, or nothing is left that could happen
   */
  async during<T>(work: () => Promise<T>, limit = 3600): Promise<T> {
    this.install();
    try {
      const state = { over: false };
      const result = work().finally(() => (state.over = true));
      // It is looked at below; until then nobody is to complain.
      result.catch(() => undefined);
      for (;;) {
        await everythingElse();
        if (state.over) return await result;
        if (!this.step()) throw new Error(`nothing can happen any more at ${this.now} s`);
        if (this.now > limit) throw new Error(`it is not over after ${limit} s`);
      }
    } finally {
      this.uninstall();
    }
  }

  private step(): boolean {
    let next: Planned | undefined;
    for (const one of this.planned)
      if (next === undefined || one.at < next.at || (one.at === next.at && one.order < next.order))
        next = one;
    if (next === undefined) return false;
    this.planned = this.planned.filter((one) => one !== next);
    this.ms = Math.max(this.ms, next.at);
    next.happen();
    return true;
  }

  private plan(exactly: number, happen: () => void, isTimer: boolean): () => void {
    const at = Math.ceil(exactly - TOLERANCE_MS);
    const one = { at, order: ++this.order, happen, isTimer };
    this.planned.push(one);
    return () => {
      this.planned = this.planned.filter((other) => other !== one);
    };
  }

  private install(): void {
    const setTimer = (happen: () => void, milliseconds = 0): Timer => {
      const at = this.ms + Math.max(SHORTEST_TIMER_MS, Math.trunc(milliseconds));
      const timer: Timer = { cancel: this.plan(at, happen, true), unref: () => timer, ref: () => timer };
      return timer;
    };
    globalThis.setTimeout = setTimer as unknown as typeof setTimeout;
    // A run that was given up may still have a real one.
    const clear = (timer?: Timer | NodeJS.Timeout): void => {
      if (timer !== undefined && 'cancel' in timer) timer.cancel();
      else this.real.clearTimeout(timer);
    };
    globalThis.clearTimeout = clear as unknown as typeof clearTimeout;
  }

  private uninstall(): void {
    globalThis.setTimeout = this.real.setTimeout;
    globalThis.clearTimeout = this.real.clearTimeout;
  }
}

interface Timer {
  cancel(): void;
  unref(): Timer;
  ref(): Timer;
}

/** Until all promises that can be settled are, and all operations on files that were begun are done. */
async function everythingElse(): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (process.getActiveResourcesInfo().includes('FSReqPromise'));
}
