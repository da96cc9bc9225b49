import { table } from '../../page.js';
import { inMiB, type Measures, p99 } from '../measures.js';
import { FAULTS, type Plan } from './plan.js';
import type { MadeFault } from './somebody-else.js';

/** A run of the soak, and what came of it. */
export interface Judgement {
  readonly plan: Plan;
  readonly made: readonly MadeFault[];
  /** Jobs that failed by what was done to them, as they must. */
  readonly failed: number;
  /** Sentences; none when all is well. */
  readonly wrong: readonly string[];
}

/** The table of a soak, in Markdown. */
export function soakTable(
  minutes: number,
  seed: number,
  runs: readonly Judgement[],
  measures: Measures,
): string {
  const count = (of: (run: Judgement) => number): number => runs.reduce((sum, run) => sum + of(run), 0);
  const jobs = count(({ plan }) => plan.jobs.length);
  const failed = count((run) => run.failed);
  return table(
    [`soak of ${minutes.toFixed(0)} minutes, seed ${seed}`, ''],
    [
      ['runs', runs.length],
      ['jobs', jobs],
      ['done', jobs - failed],
      ['failed by what was done to them', failed],
      ...FAULTS.map((kind) => [kind, count(({ made }) => made.filter((one) => one.kind === kind).length)]),
      ['runs of which anything was wrong', count(({ wrong }) => Math.min(1, wrong.length))],
      ['most memory of tfsched, MiB', inMiB(measures.most)],
      ['decisions', measures.decisions.length],
      ['p99 of a decision, ms', p99(measures.decisions).toFixed(2)],
    ],
  );
}
