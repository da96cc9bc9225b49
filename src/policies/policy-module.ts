import type { Policy } from '../core/policy.js';

export const VICTIM_RULES = ['longest_run', 'smallest_request', 'lowest_priority'] as const;
export type VictimRule = (typeof VICTIM_RULES)[number];

/** What the command line says to a policy; each policy takes what it knows. Times are seconds. */
export interface PolicyOptions {
  readonly quantum: number;
  readonly preemptive: boolean;
  readonly victim: VictimRule;
  /** Priority points per second of waiting. */
  readonly aging: number;
  readonly agingInterval: number;
  readonly preemptExempt: number;
  /** Core-seconds at which a job sinks to the next level, ascending. */
  readonly levels: readonly number[];
  /** Seconds after which usage counts half. */
  readonly halfLife: number;
}

export const DEFAULT_POLICY_OPTIONS: PolicyOptions = {
  quantum: 5,
  preemptive: false,
  victim: 'longest_run',
  aging: 0,
  agingInterval: 1,
  preemptExempt: 0,
  levels: [10, 100],
  halfLife: 600,
};

/** Seconds between things that are done again and again: nothing on a real machine is done more often. */
export const SHORTEST_PERIOD = 0.001;

/** A policy as the registry and a file of the user's own give it. */
export interface PolicyModule {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One line for `--help`. */
  readonly summary: string;
  /** The options that it looks at; the others may not be given with it. */
  readonly options: readonly (keyof PolicyOptions)[];
  /** What it must know of every job; a run says which jobs it does not know it of. */
  readonly needs?: 'dedicated' | 'estimate';
  /** The realloc modes that it is defined for; any, where it names none. */
  readonly modes?: readonly string[];
  /** True when it takes no realloc mode: its jobs share the cores (design 4.6). */
  readonly unmanaged?: boolean;
  /** True for one from a file of the user's own: every decision is checked. */
  readonly checked?: boolean;
  create(options: PolicyOptions): Policy;
}
