import type { ActionKind, Cause, CoreId } from '../core/actions.js';
import type { EndState } from '../core/job.js';
import type { Leaving, Notice } from '../executors/executor.js';

/** Raise it when a record changes so that an older reader would read it wrongly. */
export const LOG_VERSION = 1;

/** Everything about the run that its reports show or depend on. */
export interface RunConfig {
  readonly policy: string;
  /** null under the policy `none`. */
  readonly realloc: string | null;
  /** Capacity C. */
  readonly cores: number;
  /** Options of the policy that are in force, by the name of their flag in snake_case (quantum, aging, victim ...). */
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** The policy or the mode is from a file of the user's own, whatever its name. */
  readonly own_rules?: true;
  /** The policy looks at the length of jobs, and the `job` records hold all that it knows of it. */
  readonly estimates?: true;
  readonly executor: 'sim' | 'docker';
  /** Simulator only. */
  readonly speedup?: string;
  readonly overheads?: Readonly<Record<string, number>>;
  /** Docker only. */
  readonly emulate?: boolean;
  readonly seed?: number;
  /** Docker only: bytes that the limits of started containers may add up to. */
  readonly memory?: number;
}

/**
 * One line of a run's event log, JSON. `at` is in seconds on the run's clock. Every figure of every report is computed from
 * these records and from nothing else (design 8).
 */
export type LogRecord =
  | {
      readonly kind: 'run';
      readonly version: typeof LOG_VERSION;
      readonly tfsched: string;
      readonly run: string;
      /** ISO 8601, wall clock; undefined in virtual time, so that equal simulations give equal logs. */
      readonly created?: string;
      readonly command: string;
      readonly workload: { readonly file: string; readonly name?: string };
      readonly config: RunConfig;
      /** The core ids of the pool. */
      readonly ids: readonly CoreId[];
      readonly host?: Readonly<Record<string, string | number>>;
      /** Seconds it took to arm the first containers, before the run's clock began. */
      readonly arming?: number;
    }
  | {
      readonly kind: 'job';
      readonly job: string;
      readonly position: number;
      /** The built-in model, or the image of the user's own program. */
      readonly model: string;
      readonly arrival: number;
      readonly cores: number;
      readonly min_cores: number;
      readonly max_cores: number;
      readonly priority: number;
      readonly user?: string;
      readonly steps?: number;
      /** Start-up + duration at the requested cores, seconds; absent when it is not known. */
      readonly dedicated?: number;
      /** The user's own guess of `dedicated`, where there is one. */
      readonly estimate?: number;
      /** Bytes reserved while its container is there; Docker only. */
      readonly memory?: number;
      readonly timeout?: number;
      readonly retries?: number;
    }
  | { readonly kind: 'arrived'; readonly at: number; readonly job: string }
  | {
      readonly kind: 'updated';
      readonly at: number;
      readonly job: string;
      readonly cores: number;
      readonly effect: boolean;
    }
  | {
      readonly kind: 'turn_ended' | 'exemption_ended' | 'timed_out';
      readonly at: number;
      readonly job: string;
    }
  | { readonly kind: 'aging_tick'; readonly at: number }
  | { readonly kind: 'cancelled'; readonly at: number; readonly reason: string }
  /** An attempt's container is gone. */
  | {
      readonly kind: 'exited';
      readonly at: number;
      readonly job: string;
      readonly attempt: number;
      readonly code: number;
      readonly reason?: string;
      /** Docker or the host ended it: it is queued again without using up a retry (design 5.3). */
      readonly lost?: true;
    }
  /** The job is over, its last container gone. `code` is null for a job that never ran. */
  | {
      readonly kind: 'ended';
      readonly at: number;
      readonly job: string;
      readonly state: EndState;
      readonly code: number | null;
      readonly reason?: string;
    }
  /** What the engine saw after a decision: idle = cores free while some waiting job's claim fits into them. */
  | {
      readonly kind: 'decision';
      readonly at: number;
      readonly running: number;
      readonly waiting: number;
      /** Cores held by attended jobs, as decided. */
      readonly held: number;
      readonly idle: number;
    }
  /** Written before the call (design 5.3). */
  | {
      readonly kind: 'intent';
      readonly at: number;
      readonly id: number;
      readonly action: ActionKind;
      readonly job: string;
      readonly attempt: number;
      readonly cores: number;
      readonly ids?: readonly CoreId[];
      readonly cause?: Cause;
      /** When a start or resume was decided, where it had to wait for its cores since then. */
      readonly decided?: number;
    }
  | { readonly kind: 'outcome'; readonly at: number; readonly id: number; readonly ok: true }
  | {
      readonly kind: 'outcome';
      readonly at: number;
      readonly id: number;
      readonly ok: false;
      readonly reason: string;
    }
  | Notice
  /** Written every second at least while nothing else is. */
  | { readonly kind: 'beat'; readonly at: number }
  /** tfsched ended and left the containers: as they were, or all paused (`--on-exit`). */
  | { readonly kind: 'left'; readonly at: number; readonly how: Leaving; readonly reason: string }
  /** Another tfsched goes on with the run. All of the run's clocks stood still in between (design 5.3). */
  | ({
      readonly kind: 'resumed';
      readonly at: number;
      readonly tfsched: string;
      /** ISO 8601, wall clock. */
      readonly created: string;
    } & Gap)
  | { readonly kind: 'end'; readonly at: number; readonly interrupted?: string };

/** What went on while no tfsched was there to see it. It counts in no figure of the report but its own. */
export interface Gap {
  /** Seconds from the last record to the resume. */
  readonly gap: number;
  /** Containers that ran on in it, and how many of them ended. */
  readonly ran: number;
  readonly ended: number;
  /** Core-seconds that they held in it. */
  readonly core_seconds: number;
}

/** What the note says by which a log tells that a job was passed over (design 5.2). */
export const LACK_OF_MEMORY = 'is passed over until there is memory for it';

/** Takes records in the order of the run. */
export interface Recorder {
  append(record: LogRecord): void;
}
