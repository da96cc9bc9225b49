import { describe, expect, it } from '@jest/globals';
import { allKills, cells, judge, nameOfKill, someKills, undisturbed } from './double/matrix.js';

/** All places with TFSCHED_KILLS=all; else some, of every kind of record and call. */
const all = process.env.TFSCHED_KILLS === 'all';

const cases = cells().map((cell, turn) => ({ ...cell, cell, turn }));

describe('a tfsched that is killed, and resumed on a daemon that is', () => {
  it.each(cases)(
    '$mood: nothing is lost or done twice under $name, wherever it was killed',
    async ({ cell, turn }) => {
      const base = await undisturbed(cell);
      expect(base.wrong).toEqual([]);
      const isHonest = cell.mood === 'honest';
      const kills = all ? allKills(base) : someKills(base, turn, isHonest ? 1 : 3);
      expect(kills.length).toBeGreaterThan(isHonest ? 40 : 10);
      const found: string[] = [];
      let compared = 0;
      for (const kill of kills) {
        const { wrong, compared: whole } = await judge(cell, base, kill);
        if (whole) compared += 1;
        for (const sentence of wrong) found.push(`${nameOfKill(kill)}: ${sentence}`);
      }
      expect(found).toEqual([]);
      if (isHonest) expect(compared).toBeGreaterThan(kills.length / 2);
    },
  );
});
