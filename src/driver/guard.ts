import { RuleError } from '../core/errors.js';
import type { JobView } from '../core/job.js';
import type { Backfill, Policy, Preemption } from '../core/policy.js';
import type { Realloc } from '../core/realloc.js';
import { SHORTEST_PERIOD, type PolicyModule } from '../policies/policy-module.js';
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
  const { preemption, quantum, reorders } = policy;
  if (quantum !== undefined && !isPeriod(quantum))
    throw new RuleError(`${name}: quantum must be a number of seconds, ${SHORTEST_PERIOD} or more`);
  const view = readOnlyViews(name);
  const order =
    (what: string, compare: (a: JobView, b: JobView, now: number) => number) =>
    (a: JobView, b: JobView, now: number): number =>
      finite(
        name,
        what,
        attempt(name, () => compare(view(a), view(b), now)),
      );
  return {
    name,
    ...(quantum !== undefined && { quantum }),
    ...(reorders === true && { reorders }),
    ...(policy.backfill && { backfill: guardedBackfill(name, policy.backfill) }),
    ...(policy.charge && {
      charge: (job, now) => attempt(name, () => policy.charge?.(view(job), now)),
    }),
    compare: order('compare', (a, b, now) => policy.compare(a, b, now)),
    ...(policy.compareAttended && {
      compareAttended: order(
        'compareAttended',
        (a, b, now) => policy.compareAttended?.(a, b, now) ?? policy.compare(a, b, now),
      ),
    }),
    ...(preemption && { preemption: guardedPreemption(name, preemption, order, view) }),
  };
}

/** The engine itself refuses jobs that cannot start. */
function guardedBackfill(name: string, backfill: Backfill): Backfill {
  return {
    *starts(backlog) {
      const starts = attempt(name, () => backfill.starts(backlog)[Symbol.iterator]());
      for (;;) {
        const step = attempt(name, () => starts.next());
        if (step.done === true) return;
        yield step.value;
      }
    },
  };
}

type Ordering = (a: JobView, b: JobView, now: number) => number;

function guardedPreemption(
  name: string,
  preemption: Preemption,
  order: (what: string, compare: Ordering) => Ordering,
  view: (job: JobView) => JobView,
): Preemption {
  const { exemption, tick } = preemption;
  if (typeof exemption !== 'number' || !(exemption >= 0)) {
    throw new RuleError(`${name}: preemption.exemption must be a number of seconds, 0 or more`);
  }
  if (tick !== undefined && !isPeriod(tick))
    throw new RuleError(`${name}: preemption.tick must be a number of seconds, ${SHORTEST_PERIOD} or more`);
  return {
    exemption,
    tick,
    compareVictims: order('compareVictims', (a, b, now) => preemption.compareVictims(a, b, now)),
    yields: (running, waiting, now) =>
      attempt(name, () => preemption.yields(view(running), view(waiting), now)),
    overtakes: (job, blocked, now) =>
      attempt(name, () => preemption.overtakes(view(job), view(blocked), now)),
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

/** Jobs as a policy sees them: what it wrote would go into the engine unnoticed. */
function readOnlyViews(name: string): (job: JobView) => JobView {
  const views = new WeakMap<JobView, JobView>();
  const refuse = (job: JobView, key: string | symbol): never => {
    throw new RuleError(`${name}: writes ${String(key)} of ${job.id}, and a policy may only read jobs`);
  };
  return (job) => {
    let view = views.get(job);
    if (view === undefined) {
      view = new Proxy(job, { set: refuse, defineProperty: refuse, deleteProperty: refuse });
      views.set(job, view);
    }
    return view;
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isPeriod(value: unknown): boolean {
  return typeof value === 'number' && value >= SHORTEST_PERIOD;
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
