import type { Job } from './job-state.js';

/** Identifies a core of the host, as the host numbers them; they need not be 0..C-1. */
export type CoreId = number;

export type ActionKind = 'start' | 'resume' | 'resize' | 'share' | 'pause' | 'kill';

/** Why a job is paused or killed: what `explain` and the log tell. */
export type Cause =
  | { readonly kind: 'turn_ended' }
  /** Gave way to `job`, chosen by the victim rule of the policy. */
  | { readonly kind: 'gave_way'; readonly job: string }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'cancelled'; readonly reason: string }
  /** Docker refused what was asked of the container too often. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * One thing the engine orders of one job's container. A job has at most one action in flight; it is confirmed or refused
 * by a fact that carries the same object.
 */
export interface Action {
  /** Unique in the run, ascending. */
  readonly id: number;
  readonly kind: ActionKind;
  readonly job: Job;
  readonly attempt: number;
  /**
   * Cores that the job holds once this is done. Whole, but for `start` and `share` under the policy `none`,
   * where it is the share of design 4.6.
   */
  readonly cores: number;
  /** Exactly which cores; empty under `none`, and for pause and kill. */
  readonly ids: readonly CoreId[];
  readonly cause: Cause | undefined;
  /**
   * When it was decided that the job be attended, seconds: before it was ordered where the cores were not free yet. Of a start and a
   * resume only.
   */
  readonly decided: number | undefined;
}
