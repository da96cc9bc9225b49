import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { guardPolicy, guardRealloc } from '../../driver/guard.js';
import { findPolicy, policies } from '../../policies/index.js';
import { DEFAULT_POLICY_OPTIONS, type PolicyModule } from '../../policies/policy-module.js';
import { findRealloc, reallocModes } from '../../realloc/index.js';
import { RESIZES, type ReallocModule, type Resizes } from '../../realloc/realloc-module.js';
import { closest } from '../../workload/document/suggest.js';
import { reasonOf, UsageError } from '../errors.js';

/** A built-in policy by its name, or the default export of a file of the user's own. */
export async function loadPolicy(word: string): Promise<PolicyModule> {
  if (!isRuleFile(word)) return findPolicy(word) ?? unknown('policy', word, namesOf(policies));
  const own = await importDefault('policy', word);
  if (typeof own.name !== 'string' || typeof own.create !== 'function') {
    throw new UsageError(`${word}: a policy is { name, summary, options, create } (docs/own-rules.md)`);
  }
  const { options = [] } = own;
  const known = Object.keys(DEFAULT_POLICY_OPTIONS);
  if (!Array.isArray(options) || !options.every((option) => known.includes(option as string))) {
    throw new UsageError(`${word}: options is a list of some of ${known.join(', ')}`);
  }
  return guardPolicy({ summary: '', options, ...own } as unknown as PolicyModule);
}

/** A built-in realloc mode by its name, or the default export of a file of the user's own. */
export async function loadRealloc(word: string): Promise<ReallocModule> {
  if (!isRuleFile(word)) return findRealloc(word) ?? unknown('realloc mode', word, namesOf(reallocModes));
  const own = await importDefault('realloc mode', word);
  if (typeof own.name !== 'string' || typeof own.create !== 'function') {
    throw new UsageError(`${word}: a realloc mode is { name, summary, resizes, create } (docs/own-rules.md)`);
  }
  const { resizes = 'up_to_max' } = own;
  if (!RESIZES.includes(resizes as Resizes)) {
    throw new UsageError(`${word}: resizes is one of ${RESIZES.join(', ')}`);
  }
  return guardRealloc({ summary: '', resizes: 'up_to_max', ...own } as unknown as ReallocModule);
}

/** A file of the user's own, and not a name. */
export function isRuleFile(word: string): boolean {
  return /[/\\]/.test(word) || /\.[cm]?js$/.test(word);
}

async function importDefault(what: string, file: string): Promise<Record<string, unknown>> {
  if (!existsSync(file))
    throw new UsageError(`${file}: there is no such file, and a ${what} is a name or a file`);
  let exported: { default?: unknown };
  try {
    exported = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
  } catch (error) {
    throw new UsageError(`${file}: the ${what} cannot be loaded: ${reasonOf(error)}`);
  }
  if (typeof exported.default !== 'object' || exported.default === null) {
    throw new UsageError(`${file}: the ${what} must be the default export (docs/own-rules.md)`);
  }
  return exported.default as Record<string, unknown>;
}

function namesOf(modules: readonly { name: string; aliases?: readonly string[] }[]): string[] {
  return modules.flatMap((module) => [module.name, ...(module.aliases ?? [])]);
}

function unknown(what: string, word: string, names: readonly string[]): never {
  const near = closest(word, names);
  const hint = near === undefined ? '' : `, did you mean ${near}?`;
  throw new UsageError(
    `there is no ${what} ${JSON.stringify(word)}${hint} (there are ${names.join(', ')}, or a file such as ./mine.mjs)`,
  );
}
