import { allKills, cells, everyPlace, judge, nameOfKill, undisturbed } from './double/matrix.js';
import { table } from './page.js';

/** A line of the table of figures. */
export interface Figures {
  readonly daemon: string;
  readonly kills: number;
  readonly resumed: number;
  /** Of these, how many whole reports were compared with that of the run that was left alone. */
  readonly compared: number;
  /** Kills of which anything came that must not. */
  readonly wrong: number;
}

/**
 * Kills on the double at every place of every `share`-th run, from the `first` on; one figure a run. The last records are lost and
 * kept, by turns where the daemon is hostile.
 *
 * @param tell hears of each run when all its kills are made, and of everything that is wrong
 */
export async function onTheDouble(
  first: number,
  share: number,
  tell: (line: string) => void,
): Promise<readonly Figures[]> {
  const figures: Figures[] = [];
  const own = cells().filter((_, index) => index % share === first);
  for (const cell of own) {
    const base = await undisturbed(cell);
    if (base.wrong.length > 0) throw new Error(`${cell.mood}, ${cell.name}: ${base.wrong.join('; ')}`);
    let [kills, resumed, compared, wrong] = [0, 0, 0, 0];
    for (const kill of cell.mood === 'honest' ? allKills(base) : everyPlace(base)) {
      const verdict = await judge(cell, base, kill);
      kills += 1;
      if (verdict.course === 'resumed' || verdict.course === 'begun anew') resumed += 1;
      if (verdict.compared) compared += 1;
      if (verdict.wrong.length === 0) continue;
      wrong += 1;
      tell(`${cell.mood}, ${cell.name}, ${nameOfKill(kill)}: ${verdict.wrong.join('; ')}`);
    }
    figures.push({ daemon: `double, ${cell.mood}`, kills, resumed, compared, wrong });
    tell(
      `share ${first + 1}: run ${figures.length} of ${own.length}, ${cell.mood}, ${cell.name}: ${kills} kills`,
    );
  }
  return figures;
}

/** One line for each daemon, in the order in which they come first. */
export function summed(figures: readonly Figures[]): readonly Figures[] {
  const sums = new Map<string, Figures>();
  for (const one of figures) {
    const sum = sums.get(one.daemon);
    const kills = one.kills + (sum?.kills ?? 0);
    const resumed = one.resumed + (sum?.resumed ?? 0);
    const compared = one.compared + (sum?.compared ?? 0);
    const wrong = one.wrong + (sum?.wrong ?? 0);
    sums.set(one.daemon, { daemon: one.daemon, kills, resumed, compared, wrong });
  }
  return [...sums.values()];
}

export function tableOf(figures: readonly Figures[]): string {
  return table(
    ['daemon', 'kills', 'resumed', 'whole reports compared', 'wrong'],
    figures.map(({ daemon, kills, resumed, compared, wrong }) => [daemon, kills, resumed, compared, wrong]),
  );
}
