import type { EndState } from '../core/job.js';

/** Why jobs waited, as data: what `explain --json` prints. Times are seconds on the run's clock. */

/** A job that ran while another one waited. */
export interface Holder {
  readonly job: string;
  readonly cores: number;
  /** Cores that it keeps from newcomers: fewer than it has, where the mode takes the rest away for them. */
  readonly keeps: number;
}

interface Spell {
  readonly from: number;
  until: number;
  /** At its beginning. */
  readonly holders: readonly Holder[];
}

interface Shortage extends Spell {
  /** Cores that had to be free for it. */
  readonly claim: number;
  /** Cores that were free for it at its beginning ... */
  readonly free: number;
  /** ... and the most that were free for it later in the spell. */
  most_free: number;
}

/** Why a job waited for a while. */
export type Reason =
  /** Nobody stood in its way: it claimed more cores than were free. */
  | (Shortage & { readonly kind: 'cores'; readonly promised: number | null })
  /** A job before it in the order did not fit, and may not be overtaken by it. */
  | (Shortage & {
      readonly kind: 'order';
      readonly head: string;
      readonly head_claim: number;
      /** By which rule the other one goes before it. */
      readonly why: string | null;
    })
  /** Its cores were free, but promised: to `to`, or to several (null), or to itself from `promised` on. */
  | (Shortage & { readonly kind: 'promise'; readonly to: string | null; readonly promised: number | null })
  /** It was passed over, as the memory that it may use was not there. */
  | (Spell & { readonly kind: 'memory' })
  /** It was decided that it runs: the cores had to be given back, or the container took its time. */
  | (Spell & { readonly kind: 'hand_over' })
  /** The log does not tell in which order jobs waited. */
  | (Spell & { readonly kind: 'unknown' });

/** A job that was given cores while another one waited. */
export interface Passage {
  readonly at: number;
  readonly job: string;
  readonly cores: number;
  /** It was admitted from before it in the order, or from behind it; or it ran, and its user had asked for more. */
  readonly how: 'before' | 'past' | 'grew';
  /** By which rule it goes before the one that waits. */
  readonly why: string | null;
}

/** Cores that a job gave back in the decision that ended a wait. */
export interface Release {
  readonly job: string;
  readonly cores: number;
  readonly how: 'ended' | 'attempt_ended' | 'paused' | 'shrank';
}

export type WaitBegin =
  | { readonly kind: 'arrived' }
  | { readonly kind: 'turn_ended' }
  /** Pushed out for `to`; `why` says what puts that one above it, `victim` the rule that chose it. */
  | {
      readonly kind: 'gave_way';
      readonly to: string;
      readonly why: string | null;
      readonly victim: string | null;
    }
  | { readonly kind: 'attempt_ended'; readonly code: number; readonly reason: string | null }
  | { readonly kind: 'paused' };

export type WaitEnd =
  | {
      readonly kind: 'start' | 'resume';
      readonly cores: number;
      readonly decided: number;
      /** Who gave back cores in that decision; null where the log does not tell. */
      readonly released: readonly Release[] | null;
      /** Its own request was made smaller just then. */
      readonly asked_less: boolean;
    }
  | { readonly kind: 'ended'; readonly state: EndState; readonly reason: string | null }
  | { readonly kind: 'log_ends' };

/** A stretch in which a job waited. */
export interface Wait {
  readonly kind: 'queued' | 'paused';
  readonly attempt: number;
  readonly from: number;
  readonly until: number;
  readonly seconds: number;
  readonly began: WaitBegin;
  /** What is missing in it at its beginning or end, the log does not tell. */
  readonly reasons: readonly Reason[];
  readonly passages: readonly Passage[];
  readonly refusals: readonly { readonly at: number; readonly action: string; readonly reason: string }[];
  readonly ended: WaitEnd;
}

/** What alone would have let a job begin earlier: each of these is checked by simulations (docs/explain.md). */
export type Claim =
  | { readonly kind: 'order'; readonly at: number; readonly before: readonly string[] }
  | {
      readonly kind: 'request';
      readonly at: number;
      readonly what: 'cores' | 'min_cores';
      readonly cores: number;
      readonly instead_of: number;
    }
  | { readonly kind: 'estimate'; readonly at: number; readonly seconds: number };

/** The kind of reason for which a job waited longest, with what of it lasted longest. */
export type MainReason =
  | {
      readonly kind: 'cores' | 'memory' | 'hand_over' | 'unknown';
      readonly seconds: number;
      readonly holders: readonly Holder[];
    }
  | {
      readonly kind: 'order' | 'promise';
      readonly seconds: number;
      /** Behind whom, or to whom cores were promised (null: to several), for longest. */
      readonly job: string | null;
      /** How many other jobs it waited for in the same way. */
      readonly others: number;
      readonly why: string | null;
    };

export interface JobExplanation {
  readonly job: string;
  readonly state: EndState | 'expected' | 'waiting' | 'running';
  readonly arrival: number;
  readonly started_at: number | null;
  readonly waiting: number;
  /** What it asked for at submission. */
  readonly cores: number;
  readonly min_cores: number;
  readonly priority: number;
  readonly waits: readonly Wait[];
  readonly main_reason: MainReason | null;
  readonly claims: readonly Claim[];
}

/** The rules that a run followed, as far as an explanation names them. */
export interface RulesInForce {
  readonly policy: string;
  readonly realloc: string | null;
  readonly cores: number;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  /** Up to when the log tells in which order jobs waited; null for all of the run. */
  readonly order_known_until: number | null;
}
