import { setTimeout as delay } from 'node:timers/promises';
import type { CoreId } from '../../../src/core/actions.js';
import type { PoolKind } from '../../../src/profile/grid.js';
import { type Progress, warmSpeed } from '../../../src/profile/warm-up.js';
import type { Contestant } from '../harness/contest.js';
import { hostCores, Lab } from './lab.js';

/** Seconds of training that must be warm before the turns begin. */
const WARM = 2;

/** Each of the two trains so often, for so many seconds, while the other is paused. */
const TURNS = 8;
const TURN = 1.5;

export function duelName(model: string, cores: number, pools: readonly [PoolKind, PoolKind]): string {
  return `${model} on ${cores}: ${pools.join(' and ')}`;
}

/**
 * Two trainings of a model on the same cores that take turns: what the machine's speed does within a minute befalls both. Figures are
 * `speed a` and `speed b` (steps/s), and `speed` and `memory` (its peak) of the first to those of the second. An elastic pool is as large as the
 * most cores that a job may get: here all of the host's.
 */
export function duelContestant(
  model: string,
  cores: number,
  pools: readonly [PoolKind, PoolKind],
): Contestant {
  return {
    name: duelName(model, cores, pools),
    async run() {
      const all = await hostCores();
      const ids = all.slice(0, cores);
      const rivals: Rival[] = [];
      try {
        for (const pool of pools) {
          const elastic = pool === 'elastic';
          const lab = await Lab.open({ model, intra: elastic ? all.length : cores, elastic });
          rivals.push({ lab, turns: [] });
          await warmUp(lab, ids);
        }
        const [a, b] = rivals as [Rival, Rival];
        for (let turn = 0; turn < TURNS; turn++) {
          // Whoever comes first in one turn is last in the next: a steady drift is nobody's.
          for (const rival of turn % 2 === 0 ? [a, b] : [b, a]) await takeTurn(rival, ids);
        }
        const [speedA, speedB] = [speedOf(a), speedOf(b)];
        const memory = (await a.lab.meter()).memory() / (await b.lab.meter()).memory();
        return { speed: speedA / speedB, 'speed a': speedA, 'speed b': speedB, memory };
      } finally {
        for (const { lab } of rivals) await lab.close();
      }
    },
  };
}

interface Rival {
  readonly lab: Lab;
  /** Unix times of its turns, seconds. */
  readonly turns: { readonly from: number; readonly to: number }[];
}

async function warmUp(lab: Lab, ids: readonly CoreId[]): Promise<void> {
  await lab.order('start', ids);
  await lab.until(() => (warmSpeed(pointsOf(lab))?.seconds ?? 0) >= WARM || undefined);
  await lab.order('pause');
}

async function takeTurn({ lab, turns }: Rival, ids: readonly CoreId[]): Promise<void> {
  const from = Date.now() / 1000;
  await lab.order('resume', ids);
  await delay(TURN * 1000);
  await lab.order('pause');
  turns.push({ from, to: Date.now() / 1000 });
}

/** From the first to the last progress line of each turn: no step counts that began in another. */
function speedOf({ lab, turns }: Rival): number {
  const lines = lab.lines();
  let steps = 0;
  let seconds = 0;
  for (const { from, to } of turns) {
    const told = lines.filter(({ t }) => t >= from && t <= to);
    const [first, last] = [told[0], told.at(-1)];
    if (first === undefined || last === undefined) continue;
    steps += last.step - first.step;
    seconds += last.t - first.t;
  }
  return steps / seconds;
}

/** How far the program was when: from its `ready` on. */
function pointsOf({ notices }: Lab): Progress[] {
  return notices.flatMap((notice) =>
    notice.kind === 'program' ? [{ at: notice.at, step: notice.step }] : [],
  );
}
