import { RuleError } from '../core/errors.js';
import type { JobView } from '../core/job.js';
import type { Policy, Preemption } from '../core/policy.js';
import type { Realloc } from '../core/realloc.js';
import type { PolicyModule } from '../policies/policy-module.js';
import type { ReallocModule } from '../realloc/realloc-module.js';

/**
 * A policy from a file of the user's own: what it answers is looked at, and what it throws is told with its name.
 * `checked` makes the driver check all invariants after each decision.
 */
export function guardPolicy(module: PolicyModule): PolicyModule {
  const { name } = module;
  return {
    ...module,
    checked: true,
    create: (options) =>
      guardedPolicy(
        name,
        attempt(name, () => module.create(options)),
      ),
  };
}

/** The same for a realloc mode. */
export function guardRealloc(module: ReallocModule): ReallocModule {
  const { name } = module;
  return {
    ...module,
    checked: true,
    create: () =>
      guardedRealloc(
        name,
        attempt(name, () => module.create()),
      ),
  };
}

/** More than any host has, emulated ones too. */
const MOST_CORES = 1_000_000;

function guardedPolicy(name: string, policy: Policy): Policy {
  if (!isObject(policy) || typeof policy.compare !== 'function')
    throw new RuleError(`${name}: create() must give { compare(a, b, now) }`);
  const { preemption, quantum } = policy;
  if (quantum !== undefined && !isAbove0(quantum))
    throw new RuleError(`${name}: quantum must be a number of seconds above 0`);
  const order =
    (what: string, compare: (a: JobView, b: JobView, now: number) => number) =>
    (a: JobView, b: JobView, now: number): number =>
      finite(
        name,
        what,
        attempt(name, () => compare(a, b, now)),
      );
  return {
    name,
    ...(quantum !== undefined && { quantum }),
    compare: order('compare', (a, b, now) => policy.compare(a, b, now)),
    ...(policy.compareAttended && {
      compareAttended: order(
        'compareAttended',
        (a, b, now) => policy.compareAttended?.(a, b, now) ?? policy.compare(a, b, now),
      ),
    }),
    ...(preemption && { preemption: guardedPreemption(name, preemption, order) }),
  };
}

type Ordering = (a: JobView, b: JobView, now: number) => number;

function guardedPreemption(
  name: string,
  preemption: Preemption,
  order: (what: string, compare: Ordering) => Ordering,
): Preemption {
  const { exemption, tick } = preemption;
  if (typeof exemption !== 'number' || !(exemption >= 0)) {
    throw new RuleError(`${name}: preemption.exemption must be a number of seconds, 0 or more`);
  }
  if (tick !== undefined && !isAbove0(tick))
    throw new RuleError(`${name}: preemption.tick must be above 0 seconds`);
  return {
    exemption,
    tick,
    compareVictims: order('compareVictims', (a, b, now) => preemption.compareVictims(a, b, now)),
    yields: (running, waiting, now) => attempt(name, () => preemption.yields(running, waiting, now)),
    overtakes: (job, blocked, now) => attempt(name, () => preemption.overtakes(job, blocked, now)),
  };
}

function guardedRealloc(name: string, realloc: Realloc): Realloc {
  if (!isObject(realloc)) throw new RuleError(`${name}: create() must give { claim, hold, admit }`);
  const claim = (job: JobView): number => {
    const cores = finite(
      name,
      'claim',
      attempt(name, () => realloc.claim(job)),
    );
    if (Number.isInteger(cores) && cores >= 1 && cores <= MOST_CORES) return cores;
    throw new RuleError(
      `${name}: claim of ${job.id} is ${cores}, and must be a whole number of cores from 1 on`,
    );
  };
  return {
    name,
    claim,
    hold: (job) =>
      finite(
        name,
        'hold',
        attempt(name, () => realloc.hold(job)),
      ),
    admit: (job, free) =>
      finite(
        name,
        'admit',
        attempt(name, () => realloc.admit(job, free)),
      ),
    ...(realloc.updated && { updated: (job, cores) => attempt(name, () => realloc.updated?.(job, cores)) }),
    ...(realloc.left && { left: (job) => attempt(name, () => realloc.left?.(job)) }),
    ...(realloc.beforeAdmission && {
      beforeAdmission: (cores) => attempt(name, () => realloc.beforeAdmission?.(cores)),
    }),
    ...(realloc.afterAdmission && {
      afterAdmission: (cores) => attempt(name, () => realloc.afterAdmission?.(cores)),
    }),
    ...(realloc.check && { check: (cores) => attempt(name, () => realloc.check?.(cores)) }),
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isAbove0(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

function finite(name: string, what: string, value: unknown): number {
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw new RuleError(`${name}: ${what} gives ${String(value)} instead of a number`);
}

function attempt<T>(name: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof RuleError) throw error;
    throw new RuleError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
