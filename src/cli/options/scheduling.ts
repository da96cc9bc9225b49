import { type Command, Option } from 'commander';
import type { Rules } from '../../driver/rules.js';
import { policies } from '../../policies/index.js';
import {
  DEFAULT_POLICY_OPTIONS,
  type PolicyModule,
  type PolicyOptions,
  VICTIM_RULES,
} from '../../policies/policy-module.js';
import { reallocModes } from '../../realloc/index.js';
import { UsageError } from '../errors.js';
import { loadPolicy, loadRealloc } from './rule-files.js';
import { notNegative, period, positiveTime, thresholds, time, wholeNumber } from './values.js';

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
    .option(
      '-q, --quantum <time>',
      'rr: length of a turn; mlfq: how often levels are looked at (default: 5s)',
      period,
    )
    .option('--preemptive', 'prio: a job of higher priority pauses others')
    .addOption(
      new Option('--victim <rule>', 'prio: who gives way first (default: "longest_run")').choices(
        VICTIM_RULES,
      ),
    )
    .option('--aging <points>', 'prio: priority points per second of waiting (default: 0)', notNegative)
    .option('--aging-interval <time>', 'prio: how often aging may preempt (default: 1s)', period)
    .option('--preempt-exempt <time>', 'prio: how long a turn is safe (default: 0)', time)
    .option(
      '--levels <list>',
      'mlfq: core-seconds at which a job sinks a level (default: 10,100)',
      thresholds,
    )
    .option(
      '--half-life <time>',
      'fair_share: after this time usage counts half (default: 10m)',
      positiveTime,
    )
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

/**
 * The rules that the flags choose. Flags without an effect are told and not refused, so that a script can go through all policies with
 * the same ones.
 * @param tell takes a line for each flag without an effect
 * @throws UsageError for an unknown policy or mode
 */
export async function rulesOf(flags: SchedulingFlags, tell: (line: string) => void): Promise<Rules> {
  const policy = await loadPolicy(flags.policy);
  const given = OPTION_NAMES.filter((name) => flags[name] !== undefined);
  for (const name of given) {
    const use = useOf(name, policy, flags.preemptive === true);
    if (use !== undefined) tell(`note: ${flagOf(name)} has no effect: it goes with ${use}`);
  }
  if (policy.unmanaged === true && flags.realloc !== undefined) {
    tell(`note: --realloc has no effect: under --policy ${policy.name} jobs are held to no cores`);
  }
  const realloc = policy.unmanaged === true ? undefined : await loadRealloc(flags.realloc ?? 'strict');
  if (realloc !== undefined && policy.modes?.includes(realloc.name) === false) {
    const modes = policy.modes.map((mode) => `--realloc ${mode}`).join(' or ');
    throw new UsageError(`--policy ${policy.name} is defined for ${modes}, and not for ${realloc.name}`);
  }
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

/** What an option goes with, where that is not what is chosen; undefined where it has an effect. */
function useOf(name: keyof PolicyOptions, policy: PolicyModule, preemptive: boolean): string | undefined {
  if (!policy.options.includes(name)) {
    const takers = policies.filter(({ options }) => options.includes(name));
    return takers.map((taker) => `--policy ${taker.name}`).join(' or ');
  }
  return ONLY_PREEMPTIVE.has(name) && policy.options.includes('preemptive') && !preemptive
    ? '--preemptive'
    : undefined;
}

function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
