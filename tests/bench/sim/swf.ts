import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { swf } from '../../../src/export/swf.js';
import { generateWorkload } from '../../../src/generate/generate.js';
import { type Contestant, type GoalMeasure, measure } from '../harness/contest.js';
import { runJson } from '../harness/run-json.js';

const SPEC = {
  jobs: 100_000,
  cores: 128,
  load: 0.8,
  durations: { lognormal: { median: 600, sigma: 1.2 } },
  overestimate: 3,
};

function nameOf(policy: string): string {
  return `${SPEC.jobs.toLocaleString('en')} jobs of SWF, ${policy}`;
}

/** A log in SWF, made anew for each round, from its text to the table of its jobs. */
export function swfContestant(policy: string): Contestant {
  return {
    name: nameOf(policy),
    async run(round) {
      const folder = mkdtempSync(join(tmpdir(), 'tfsched-swf-'));
      try {
        const file = join(folder, 'log.swf');
        writeFileSync(file, [...swf.fromWorkload!({ file, ...generateWorkload(SPEC, round) })].join(''));
        const script = join(import.meta.dirname, 'swf-child.ts');
        const result = await runJson(process.execPath, ['--import', 'tsx', script, file, policy]);
        return result as { seconds: number; maxRss: number };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

export function swfGoals(policy: string): readonly GoalMeasure[] {
  const name = nameOf(policy);
  return [
    { ...measure(`${name}: s`, name, 'seconds'), goal: 5, direction: 'at_most' },
    { ...measure(`${name}: peak memory, bytes`, name, 'maxRss'), goal: 5e8, direction: 'at_most' },
  ];
}
