import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../../../src/compare/comparison.js';
import { type Contestant, type GoalMeasure, measure } from '../harness/contest.js';
import { runJson } from '../harness/run-json.js';
import { TFSCHED } from '../harness/run-tfsched.js';

const SEEDS = 20;
const CELLS = 9;
const SPEC = 'generate: { jobs: 500, cores: 8, load: 0.9 }\n';
const RULES = '--policy fcfs,prio,rr --quantum 5 --realloc strict,max_prop,always_attend';

/** `tfsched compare` as a user calls it, with the process's own start and with nothing in its cache. */
export const matrix: Contestant = {
  name: `${CELLS} combinations x ${SEEDS} seeds x 500 jobs`,
  async run(round) {
    const folder = mkdtempSync(join(tmpdir(), 'tfsched-matrix-'));
    try {
      writeFileSync(join(folder, 'spec.yaml'), SPEC);
      const words = `compare spec.yaml --seeds ${SEEDS} --seed ${round} ${RULES} --json --quiet`.split(' ');
      const began = performance.now();
      const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') };
      const printed = await runJson(process.execPath, [TFSCHED, ...words], { cwd: folder, env });
      const seconds = (performance.now() - began) / 1000;
      const { groups } = printed as Comparison;
      const compared = groups.flatMap(({ cells }) => cells).length;
      if (compared !== CELLS) throw new Error(`${compared} cells of ${CELLS} were compared`);
      return { seconds };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export const matrixGoals: readonly GoalMeasure[] = [
  { ...measure(`${matrix.name}: s`, matrix.name, 'seconds'), goal: 10, direction: 'at_most' },
];
