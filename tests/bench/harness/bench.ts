import { seededRandom, shuffled } from '../../../src/random/seeded.js';
import { parseDuration } from '../../../src/workload/schema/durations.js';
import type { Estimate } from './estimate.js';
import { type Goal, verdictOf } from './goal.js';
import { cpuTicks, stolenSince } from './stolen.js';

/** Puts the contenders of a round into random order. */
export type Shuffle = <T>(items: readonly T[]) => T[];

/** Something to be measured against goals that were named beforehand. */
export interface Bench {
  readonly name: string;
  readonly goals: readonly Goal[];
  /** The same thing against itself, first: how far apart equals come out on this machine, in a line. */
  control?(shuffle: Shuffle): Promise<string>;
  /** Measures every contender once, in random order, and keeps the figures. */
  round(shuffle: Shuffle, round: number): Promise<void>;
  /** What is known of a goal's figure so far, with the confidence asked for (0.95 when none is). */
  estimate(goal: Goal, confidence?: number): Estimate | undefined;
  /** Lines for people at the end: what was measured beside the goals. */
  besides?(): readonly string[];
}

/** An interval of fewer rounds says little. */
const LEAST_ROUNDS = 5;

/** A goal counts as decided before the budget is spent at this confidence: who looks after each round is fooled more often. */
const CONFIDENCE_TO_STOP = 0.99;

/**
 * Runs rounds until every goal is met or missed, or the budget (`--budget`, default 10m) is spent. Figures for people go to stderr; the
 * last line of stdout is one JSON value. The exit code is 0 whatever the verdicts.
 */
export async function runBench(bench: Bench, args: readonly string[]): Promise<void> {
  const budget = budgetOf(args);
  const shuffle: Shuffle = shuffleWith(seededRandom(1));
  const ticks = cpuTicks();
  const since = performance.now();
  const seconds = (): number => (performance.now() - since) / 1000;
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  if (bench.control !== undefined) say(`control: ${await bench.control(shuffle)}`);
  let rounds = 0;
  do {
    rounds += 1;
    await bench.round(shuffle, rounds);
    const open = bench.goals.filter((goal) => isOpen(goal, bench));
    say(
      `round ${rounds}, ${seconds().toFixed(0)} s of ${budget}; ${open.length} of ${bench.goals.length} goals open: ${open.map((goal) => brief(goal, bench)).join('; ')}`,
    );
  } while (seconds() < budget && (rounds < LEAST_ROUNDS || bench.goals.some((goal) => isOpen(goal, bench))));
  const goals = bench.goals.map((goal) => {
    const { name, goal: bound } = goal;
    const estimate = bench.estimate(goal);
    const { value = null, low = null, high = null } = estimate ?? {};
    return { name, value, low, high, goal: bound, verdict: verdictOf(goal, estimate) };
  });
  for (const goal of bench.goals) say(full(goal, bench));
  for (const line of bench.besides?.() ?? []) say(line);
  say(`${rounds} rounds; ${(100 * stolenSince(ticks)).toFixed(1)} % of the machine's CPU time was stolen`);
  process.stdout.write(`${JSON.stringify({ bench: bench.name, goals })}\n`);
}

function shuffleWith(random: () => number): Shuffle {
  return (items) => shuffled(items, random);
}

function budgetOf(args: readonly string[]): number {
  const at = args.indexOf('--budget');
  const budget = at < 0 ? 600 : parseDuration(args[at + 1] ?? '');
  if (budget === undefined) throw new Error('--budget takes a time such as 90, 5m or 1h');
  return budget;
}

/** True while more rounds may decide whether a goal is met. */
export function isOpen(goal: Goal, bench: Pick<Bench, 'estimate'>): boolean {
  return verdictOf(goal, bench.estimate(goal, CONFIDENCE_TO_STOP)) === 'undecided';
}

function brief(goal: Goal, bench: Bench): string {
  return `${goal.name} ${figure(bench.estimate(goal)?.value)}`;
}

function full(goal: Goal, bench: Bench): string {
  const estimate = bench.estimate(goal);
  const interval = `${figure(estimate?.low)} to ${figure(estimate?.high)}`;
  const bound = `${goal.direction === 'at_most' ? 'at most' : 'at least'} ${figure(goal.goal)}`;
  const margin = goal.margin === undefined ? '' : `, margin ${goal.margin * 100} %`;
  return `${verdictOf(goal, estimate).padEnd(9)} ${goal.name}: ${figure(estimate?.value)} (${interval}), goal ${bound}${margin}`;
}

/** A figure for people; a dash for none. */
export function figure(value: number | undefined): string {
  if (value === undefined) return '–';
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
