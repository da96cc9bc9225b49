import { combinations, type Combination } from './combinations.js';
import { type Outcome, play, type Trial } from './kill.js';
import { moods } from './moods.js';
import { type KillPoint, nameOf } from './mortal.js';
import { differences, withoutCounts, withoutGaps } from './same-report.js';

export type MoodName = keyof typeof moods;

/** One of the runs that are killed at all of their places. */
export interface Cell extends Combination {
  readonly mood: MoodName;
  readonly seed: number;
}

/** A place at which a run is killed, and what becomes of its last records. */
export interface Kill {
  readonly point: KillPoint;
  readonly buffered: Trial['buffered'];
}

/** What came of a kill. */
export interface Verdict {
  readonly course: Outcome['course'];
  /** A sentence for each thing that must not be; none when all is well. */
  readonly wrong: readonly string[];
  /** Its whole report was held against the undisturbed run's. */
  readonly compared: boolean;
}

/** More than there are jobs: all are armed before the clock starts. */
const ALL = 99;
/** Some are armed while the run goes on. */
const SOME = 3;

/** Seconds of the run's clock below which nothing was forgotten. */
const NO_TIME = 1e-9;

/** Nine combinations times all moods of the daemon. */
export function cells(seed = 1): readonly Cell[] {
  return (Object.keys(moods) as MoodName[]).flatMap((mood) =>
    combinations.map((combination) => ({ ...combination, mood, seed })),
  );
}

/** The run that is left alone. What it passes are the places at which it can be killed. */
export function undisturbed(cell: Cell): Promise<Outcome> {
  return play(trialOf(cell, undefined, 'kept'));
}

/** All kills of a run: each place, with the last records lost and kept. */
export function allKills({ passed }: Outcome): readonly Kill[] {
  return passed.flatMap((point) => [
    { point, buffered: 'kept' as const },
    { point, buffered: 'lost' as const },
  ]);
}

/** Each place once, with the last records lost and kept by turns. */
export function everyPlace({ passed }: Outcome): readonly Kill[] {
  return passed.map((point, index) => ({ point, buffered: index % 4 < 2 ? 'kept' : 'lost' }));
}

/**
 * Some of them: of every `nth` kind of record and call, before and after, one that depends on `turn`, so that many turns see many
 * places; the last records are kept and lost by turns.
 */
export function someKills({ passed }: Outcome, turn: number, nth: number): readonly Kill[] {
  const groups = new Map<string, KillPoint[]>();
  for (const point of passed) {
    const group = `${point.side} ${point.what}`;
    groups.set(group, [...(groups.get(group) ?? []), point]);
  }
  const due = [...groups.values()].filter((_, index) => (index + turn) % nth === 0);
  return due.map((points, index) => ({
    point: points[(turn * STRIDE) % points.length]!,
    buffered: (turn + index) % 2 === 0 ? 'kept' : 'lost',
  }));
}

/** Prime to most counts of places. */
const STRIDE = 17;

/** Kills a run, has another tfsched go on with it, and judges what came of it. @param base the run that was left alone */
export async function judge(cell: Cell, base: Outcome, { point, buffered }: Kill): Promise<Verdict> {
  const { report, wrong, course, forgotten } = await play(trialOf(cell, point, buffered));
  const ends = differences(endsOf(report), endsOf(base.report));
  // Where time was forgotten, all that follows is later; a daemon with moods is not in the same one twice.
  const compared = cell.mood === 'honest' && course !== 'over' && forgotten < NO_TIME;
  const view = buffered === 'kept' ? withoutGaps : withoutCounts;
  const others = compared ? differences(view(report), view(base.report)) : [];
  return { course, compared, wrong: [...wrong, ...ends, ...others] };
}

/** The text for a person. */
export function nameOfKill({ point, buffered }: Kill): string {
  return `${nameOf(point)}, last records ${buffered}`;
}

/** What must be the same whatever the daemon does. */
function endsOf({ jobs }: Outcome['report']): object {
  return Object.fromEntries(
    jobs.map(({ id, state, attempts, exit_code, steps }) => [id, { state, attempts, exit_code, steps }]),
  );
}

function trialOf(
  { rules, mood, seed }: Cell,
  point: KillPoint | undefined,
  buffered: Trial['buffered'],
): Trial {
  return { rules, mood: moods[mood], seed, point, buffered, armed: mood === 'honest' ? ALL : SOME };
}
