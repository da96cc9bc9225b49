import { type Command, Option } from 'commander';
import type { Rules } from '../../driver/rules.js';
import { policies } from '../../policies/index.js';
import { DEFAULT_POLICY_OPTIONS, type PolicyOptions, VICTIM_RULES } from '../../policies/policy-module.js';
import { reallocModes } from '../../realloc/index.js';
import { UsageError } from '../errors.js';
import { loadPolicy, loadRealloc } from './rule-files.js';
import { notNegative, period, time, wholeNumber } from './values.js';

/** The flags that choose the rules, as commander hands them over. */
export interface SchedulingFlags extends Partial<PolicyOptions> {
  readonly policy: string;
  readonly realloc?: string;
  readonly cores?: number;
}

/** Adds the flags that `run` and `simulate` share. */
export function addSchedulingOptions(command: Command): Command {
  return command
    .option(
      '-p, --policy <name>',
      `who goes first: ${namesOf(policies)}, or a file of your own (./mine.mjs)`,
      'fcfs',
    )
    .option(
      '-r, --realloc <mode>',
      `how many cores each gets: ${namesOf(reallocModes)}, or a file (default: "strict")`,
    )
    .option('-c, --cores <n>', "capacity (default: the file's, else all cores of the host)", wholeNumber)
    .option('-q, --quantum <time>', 'rr: length of a turn (default: 5s)', period)
    .option('--preemptive', 'prio: a job of higher priority pauses others')
    .addOption(
      new Option('--victim <rule>', 'prio: who gives way first (default: "longest_run")').choices(
        VICTIM_RULES,
      ),
    )
    .option('--aging <points>', 'prio: priority points per second of waiting (default: 0)', notNegative)
    .option('--aging-interval <time>', 'prio: how often aging may preempt (default: 1s)', period)
    .option('--preempt-exempt <time>', 'prio: how long a turn is safe (default: 0)', time)
    .addHelpText(
      'after',
      `\nPolicies:\n${summaries(policies)}\n\nRealloc modes:\n${summaries(reallocModes)}`,
    );
}

interface Named {
  readonly name: string;
  readonly summary: string;
}

function namesOf(modules: readonly Named[]): string {
  return modules.map(({ name }) => name).join(', ');
}

function summaries(modules: readonly Named[]): string {
  return modules.map(({ name, summary }) => `  ${name.padEnd(13)}  ${summary}`).join('\n');
}

/** @throws UsageError for an unknown policy or mode, and for flags that do not go together */
export async function rulesOf(flags: SchedulingFlags): Promise<Rules> {
  const policy = await loadPolicy(flags.policy);
  const given = OPTION_NAMES.filter((name) => flags[name] !== undefined);
  const alien = given.find((name) => !policy.options.includes(name));
  if (alien !== undefined) throw new UsageError(alienOption(alien, policy.name));
  const needsPreemptive = given.find((name) => name !== 'preemptive' && ONLY_PREEMPTIVE.has(name));
  if (needsPreemptive !== undefined && flags.preemptive !== true) {
    throw new UsageError(`${flagOf(needsPreemptive)} goes with --preemptive`);
  }
  if (policy.unmanaged === true && flags.realloc !== undefined) {
    throw new UsageError(`--policy ${policy.name} takes no --realloc: its jobs are held to no cores`);
  }
  const realloc = policy.unmanaged === true ? undefined : await loadRealloc(flags.realloc ?? 'strict');
  const options = { ...DEFAULT_POLICY_OPTIONS };
  for (const name of given) Object.assign(options, { [name]: flags[name] });
  return { policy, options, realloc };
}

const OPTION_NAMES = Object.keys(DEFAULT_POLICY_OPTIONS) as (keyof PolicyOptions)[];
const ONLY_PREEMPTIVE: ReadonlySet<string> = new Set<keyof PolicyOptions>([
  'victim',
  'preemptExempt',
  'agingInterval',
]);

function alienOption(name: keyof PolicyOptions, policy: string): string {
  const takers = policies
    .filter((candidate) => candidate.options.includes(name))
    .map((taker) => `--policy ${taker.name}`);
  return `${flagOf(name)} goes with ${takers.join(' or ')}, not with --policy ${policy}`;
}

function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
