import type { EngineOptions } from '../core/engine.js';
import type { RunConfig } from '../log/records.js';
import { findPolicy } from '../policies/index.js';
import { DEFAULT_POLICY_OPTIONS, type PolicyOptions } from '../policies/policy-module.js';
import { findRealloc } from '../realloc/index.js';
import { shared } from '../realloc/shared.js';

/** The rules that a log names, made anew; undefined where they are the user's own, or the log does not hold what they look at. */
export function rulesOfRun(config: RunConfig): Pick<EngineOptions, 'policy' | 'realloc'> | undefined {
  if (config.own_rules === true) return undefined;
  const policy = findPolicy(config.policy);
  const realloc = config.realloc === null ? shared() : findRealloc(config.realloc)?.create();
  if (policy === undefined || realloc === undefined) return undefined;
  if (policy.needs !== undefined && config.estimates !== true) return undefined;
  return { policy: policy.create(optionsOf(config.options)), realloc };
}

/** What `describeRules` of the driver has written, read again; an option that the log does not name has its default. */
function optionsOf(recorded: RunConfig['options']): PolicyOptions {
  const options: Record<string, unknown> = { ...DEFAULT_POLICY_OPTIONS };
  for (const [name, value] of Object.entries(recorded)) {
    const key = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const isList = Array.isArray(options[key]);
    options[key] = isList ? String(value).split(',').map(Number) : value;
  }
  return options as unknown as PolicyOptions;
}
