import type { Engine, EngineOptions } from '../core/engine.js';
import { Bug, RuleError } from '../core/errors.js';
import { checkInvariants } from '../core/invariants.js';
import type { Pool } from '../core/pool.js';
import type { Realloc } from '../core/realloc.js';
import type { RunConfig } from '../log/records.js';
import type { PolicyModule, PolicyOptions } from '../policies/policy-module.js';
import type { ReallocModule } from '../realloc/realloc-module.js';
import { shared } from '../realloc/shared.js';
import type { Feed } from './feed.js';

/** The policy and mode of a run, as chosen. */
export interface Rules {
  readonly policy: PolicyModule;
  readonly options: PolicyOptions;
  /** undefined under a policy that takes none: its jobs share the cores. */
  readonly realloc: ReallocModule | undefined;
}

/** What the engine is made of, made anew for each run. */
export function instantiate(rules: Rules): Pick<EngineOptions, 'policy' | 'realloc'> {
  const realloc: Realloc = rules.realloc?.create() ?? shared();
  return { policy: rules.policy.create(rules.options), realloc };
}

/** The part of the log's header that tells the rules. */
export function describeRules(
  rules: Rules,
): Pick<RunConfig, 'policy' | 'realloc' | 'options' | 'own_rules' | 'estimates'> {
  const options: Record<string, string | number | boolean> = {};
  for (const key of rules.policy.options) {
    const value = rules.options[key];
    options[snakeCase(key)] = typeof value === 'object' ? value.join(',') : value;
  }
  return {
    policy: rules.policy.name,
    realloc: rules.realloc?.name ?? null,
    options,
    ...(ownRulesOf(rules).length > 0 && { own_rules: true }),
    ...(rules.policy.needs !== undefined && { estimates: true }),
  };
}

/** The names of the rules that are from files of the user's own. */
function ownRulesOf({ policy, realloc }: Rules): string[] {
  return [policy, ...(realloc === undefined ? [] : [realloc])]
    .filter((module) => module.checked === true)
    .map((module) => module.name);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * What the driver calls after each step where rules of the user's own are in force; undefined for the built-in ones, which tests
 * have checked.
 * @throws RuleError, from the function, naming the rules and the invariant that they break
 */
export function checkerOf(rules: Rules, engine: Engine, pool: Pool, feed: Feed): (() => void) | undefined {
  const own = ownRulesOf(rules);
  if (own.length === 0) return undefined;
  const jobs = feed.all();
  return () => {
    try {
      checkInvariants(engine.schedule, pool, jobs);
    } catch (error) {
      if (error instanceof Bug) throw new RuleError(`${own.join(' with ')}: ${error.message}`);
      throw error;
    }
  };
}
