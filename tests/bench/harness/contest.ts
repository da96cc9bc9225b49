import { type Bench, figure, isOpen, type Shuffle } from './bench.js';
import { type Estimate, meanOf, ratioOf } from './estimate.js';
import type { Goal } from './goal.js';

/** What one run of a contestant measured, by name. */
export type Figures = Readonly<Record<string, number>>;

/** What is run, anew in each round. */
export interface Contestant {
  readonly name: string;
  /** @param round from 1: the same for all contestants, so that they can do the same work */
  run(round: number): Promise<Figures>;
}

/** The figures of one round, by the name of the contestant. */
export type Round = ReadonlyMap<string, Figures>;

/** A figure that is computed of each round: of one contestant, or the ratio of two in the same round. */
export interface Measure {
  readonly name: string;
  /**
   * How figures of rounds are put together. Default `geometric`, for figures above 0: a ratio is the same whichever way round.
   * `arithmetic` is for a difference, which noise can make less than nothing.
   */
  readonly mean?: 'geometric' | 'arithmetic';
  /** Names of the contestants that it is computed of. */
  readonly needs: readonly string[];
  /** They run in each round, though no goal needs them. */
  readonly always?: boolean;
  of(round: Round): number;
}

export type GoalMeasure = Goal & Measure;

export interface Contest {
  readonly name: string;
  readonly contestants: readonly Contestant[];
  readonly goals: readonly GoalMeasure[];
  /** Shown beside the goals; nothing is judged by them. */
  readonly besides: readonly Measure[];
  /** The contestant that runs against itself before anything else, and the figure by which; none where a measure of each round shows it. */
  readonly control?: { readonly contestant: string; readonly figure: string; readonly pairs?: number };
}

/** Pairs of the control, where the contest names no number. */
const CONTROL_PAIRS = 6;

/**
 * A benchmark of contestants that run once a round each, in random order. One whose goals are decided rests.
 */
export function createContest(contest: Contest): Bench {
  const { goals, besides, contestants, control } = contest;
  const values = new Map<Measure, number[]>([...goals, ...besides].map((measure) => [measure, []]));

  function estimateOf(measure: Measure, confidence?: number): Estimate | undefined {
    const known = values.get(measure) ?? [];
    if (measure.mean === 'arithmetic') return meanOf(known, confidence);
    return ratioOf(
      known.map((value) => [value, 1]),
      confidence,
    );
  }

  const estimate = (goal: Goal, confidence?: number): Estimate | undefined =>
    estimateOf(goal as GoalMeasure, confidence);

  return {
    name: contest.name,
    goals,
    estimate,
    ...(control && { control: (shuffle) => againstItself(contestants, control, shuffle) }),
    async round(shuffle, number) {
      const open = goals.filter((goal) => isOpen(goal, { estimate }));
      const wanted = wantedBy(open.length > 0 ? open : goals, besides);
      const figures = new Map<string, Figures>();
      for (const contestant of shuffle(contestants.filter(({ name }) => wanted.has(name)))) {
        figures.set(contestant.name, await contestant.run(number));
      }
      for (const [measure, known] of values) {
        if (measure.needs.every((name) => figures.has(name))) known.push(measure.of(figures));
      }
    },
    besides: () =>
      besides
        .filter((measure) => values.get(measure)!.length > 0)
        .map((measure) => {
          const { value, low, high } = estimateOf(measure) ?? {};
          return `          ${measure.name}: ${figure(value)} (${figure(low)} to ${figure(high)})`;
        }),
  };
}

/** A measure of one figure of one contestant. */
export function measure(name: string, contestant: string, measured: string): Measure {
  return { name, needs: [contestant], of: (round) => figureOf(round, contestant, measured) };
}

/** @throws when it was not measured */
export function figureOf(round: Round, contestant: string, measured: string): number {
  const value = round.get(contestant)?.[measured];
  if (value === undefined) throw new Error(`${contestant} did not measure ${measured}`);
  return value;
}

/** Contestants of goals, and those that are measured beside them. */
function wantedBy(goals: readonly Measure[], besides: readonly Measure[]): ReadonlySet<string> {
  const wanted = new Set(goals.flatMap((goal) => goal.needs));
  const more = besides.filter(
    ({ needs, always }) => always === true || needs.some((name) => wanted.has(name)),
  );
  return new Set([...wanted, ...more.flatMap(({ needs }) => needs)]);
}

/** Pairs of one contestant and itself, as if they were two, in random order as in a round. */
async function againstItself(
  contestants: readonly Contestant[],
  { contestant: name, figure: measured, pairs: count = CONTROL_PAIRS }: NonNullable<Contest['control']>,
  shuffle: Shuffle,
): Promise<string> {
  const contestant = contestants.find((candidate) => candidate.name === name);
  if (contestant === undefined) throw new Error(`there is no contestant ${name}`);
  const pairs: (readonly [number, number])[] = [];
  for (let pair = 1; pair <= count; pair++) {
    const took = new Map<string, number>();
    for (const twin of shuffle(['a', 'b'])) {
      took.set(twin, figureOf(new Map([[name, await contestant.run(pair)]]), name, measured));
    }
    pairs.push([took.get('a')!, took.get('b')!]);
  }
  const { value, low, high } = ratioOf(pairs)!;
  const quiet = low <= 1 && high >= 1;
  return `${name} to itself ${figure(value)} (${figure(low)} to ${figure(high)})${quiet ? '' : ': the machine is not quiet enough to trust what follows'}`;
}
