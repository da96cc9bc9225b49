import type { Action } from '../core/actions.js';
import type { Fact } from '../core/facts.js';

/** What the run's log keeps of a program beside the engine's own facts. Times are seconds on the run's clock. */
export type Notice =
  /** A line of the runner's protocol (docs/runner-protocol.md). */
  | {
      readonly kind: 'program';
      readonly at: number;
      readonly job: string;
      readonly attempt: number;
      readonly event: 'ready' | 'progress' | 'done';
      /** Steps done; 0 at `ready`. */
      readonly step: number;
      readonly loss: number | undefined;
    }
  /** CPU seconds of an attempt's container by the kernel's accounting. */
  | {
      readonly kind: 'cpu';
      readonly at: number;
      readonly job: string;
      readonly attempt: number;
      readonly seconds: number;
    }
  /** Something a person should know: shown on stderr and kept in the log. */
  | {
      readonly kind: 'note';
      readonly at: number;
      readonly level: 'info' | 'warning' | 'error';
      readonly text: string;
      readonly job: string | undefined;
    };

/** What becomes of the containers of a run that is left to be resumed: they go on, or are all paused. */
export type Leaving = 'keep' | 'pause';

/** What happened since the last batch. `now` is at or after the `at` of every fact. */
export interface Batch {
  readonly now: number;
  /** The receiver's to keep and to add to. */
  readonly facts: Fact[];
  readonly notices: readonly Notice[];
  /** The run is left to be resumed: nothing more is carried out. */
  readonly left?: { readonly how: Leaving; readonly reason: string } | undefined;
}

/**
 * Carries out what the engine orders: on Docker, or in virtual time. The driver is its only caller; it applies actions in
 * the order of the engine's list, and asks for the next batch after that.
 */
export interface Executor {
  /**
   * Orders an action and returns at once. Never throws: the outcome comes back as a `confirmed` or `refused` fact with this
   * very action. An exit that overtakes it settles it too: then neither comes, or comes and is ignored.
   */
  apply(action: Action): void;
  /**
   * The next batch: as soon as there is a fact or notice, and at `until` (seconds on the run's clock, Infinity for never) at
   * the latest, when it may be empty. In virtual time the clock jumps there.
   */
  next(until: number): Batch | Promise<Batch>;
  /** Puts a fact from outside (Ctrl-C, a time limit) into the next batch; `at` is filled in with the executor's clock. */
  cancel(reason: string): void;
  /** Ends all that is left of the run (containers, streams, locks). Safe to call twice. */
  close(): Promise<void>;
}
