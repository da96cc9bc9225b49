import type { Fact } from '../../../core/facts.js';
import { atMost } from '../../../core/time.js';
import type { Batch, Notice } from '../../executor.js';

/** Distributes over the kinds, so that the kind still tells the other fields. */
type Untimed<T> = T extends { readonly at: number } ? Omit<T, 'at'> : never;

/** Facts and notices before they get their time. */
export type UntimedFact = Untimed<Fact>;
export type UntimedNotice = Untimed<Notice>;

/** setTimeout takes no more, in milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * What has happened and was not told yet, on the run's clock. One batch takes all that is queued, so that what came in
 * together is decided together.
 */
export class FactQueue {
  private facts: Fact[] = [];
  private notices: Notice[] = [];
  private waiter: (() => void) | undefined;
  /** When the clock stood at 0; undefined while it stands still. */
  private zero: number | undefined;
  private standing = 0;
  private left: Batch['left'];

  /** @param monotonic seconds, from any origin */
  constructor(private readonly monotonic: () => number) {
    this.zero = monotonic();
  }

  /** The run's clock stands still at this time until it is started. */
  standAt(seconds: number): void {
    this.zero = undefined;
    this.standing = seconds;
  }

  /** The run's clock begins, or goes on from where it stands; what came before has that time. */
  startClock(): void {
    this.zero = this.monotonic() - this.standing;
    this.facts = this.facts.map((fact) => ({ ...fact, at: this.standing }));
    this.notices = this.notices.map((notice) => ({ ...notice, at: this.standing }));
  }

  /** Seconds on the run's clock. */
  now(): number {
    return this.zero === undefined ? this.standing : this.monotonic() - this.zero;
  }

  /** The next batch says that the run is left. */
  leave(left: NonNullable<Batch['left']>): void {
    this.left ??= left;
    this.wake();
  }

  fact(fact: UntimedFact, at = this.now()): void {
    this.facts.push({ ...fact, at });
    this.wake();
  }

  notice(notice: UntimedNotice, at = this.now()): void {
    this.notices.push({ ...notice, at });
    this.wake();
  }

  /** At once when something is queued, else as soon as something is, and at `until` at the latest. */
  async next(until: number): Promise<Batch> {
    while (this.isEmpty() && !atMost(until, this.now())) await this.changeOrTime(until);
    const batch = { now: this.now(), facts: this.facts, notices: this.notices, left: this.left };
    this.facts = [];
    this.notices = [];
    return batch;
  }

  private isEmpty(): boolean {
    return this.facts.length === 0 && this.notices.length === 0 && this.left === undefined;
  }

  private changeOrTime(until: number): Promise<void> {
    return new Promise((resolve) => {
      // Sums of times are not exact: a millionth of a millisecond is no reason to wait for one more.
      const wait = Math.ceil((until - this.now()) * 1000 - 1e-6);
      const timer =
        until === Infinity ? undefined : setTimeout(() => this.wake(), Math.min(wait, LONGEST_TIMER_MS));
      this.waiter = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private wake(): void {
    const { waiter } = this;
    this.waiter = undefined;
    waiter?.();
  }
}
