import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { medianOf } from '../../../src/profile/median.js';
import { shuffled } from '../../../src/random/seeded.js';
import { runJson } from '../harness/run-json.js';
import { runTfsched, TFSCHED } from '../harness/run-tfsched.js';

/** What is asked for, seconds. */
export const DURATION = 20;

/** Of each model on each number of cores. */
export const JOBS = 10;

/** A training has its duration when it is this near to it. */
export const CLOSE = 0.05;

/** Their speeds are measured until their 95 % intervals are this narrow, percent to either side. */
const UNCERTAINTY = 3;

/** The seconds of one model on so many cores. */
interface Cell {
  readonly model: string;
  readonly cores: number;
  readonly seconds: number[];
}

/** How long trainings of `duration: 20s` took. */
export interface Durations {
  readonly model: string;
  readonly cores: number;
  /** From `ready` to `done`, seconds. */
  readonly median: number;
  readonly within: number;
}

/**
 * Trains each model on each number of cores, one job after the other, each alone on the machine, with the speeds that the profile
 * store knows. In rounds of random order, so that a noisy minute favours none.
 */
export async function measureDurations(
  models: readonly string[],
  coreCounts: readonly number[],
  scratch: string,
): Promise<Durations[]> {
  for (const cores of coreCounts) await measureSpeeds(models, cores);
  const cells: Cell[] = models.flatMap((model) => coreCounts.map((cores) => ({ model, cores, seconds: [] })));
  for (let round = 1; round <= JOBS; round++)
    for (const cores of shuffled(coreCounts, Math.random)) {
      process.stderr.write(`durations, round ${round} of ${JOBS}, ${cores} cores\n`);
      const folder = await train(shuffled(models, Math.random), cores, scratch);
      for (const cell of cells)
        if (cell.cores === cores) cell.seconds.push(trainSeconds(join(folder, 'jobs', cell.model)));
    }
  return cells.map(summary);
}

/** Of programs with as many threads as cores, which is what a job has that is never resized. */
async function measureSpeeds(models: readonly string[], cores: number): Promise<void> {
  const grid = ['--cores', cores, '--intra', cores, '--inter', 1, '--uncertainty', UNCERTAINTY].map(String);
  await runJson(process.execPath, [TFSCHED, 'profile', ...models, ...grid, '--json']);
}

/** One job of each model. @returns the run's folder */
async function train(models: readonly string[], cores: number, scratch: string): Promise<string> {
  const file = join(scratch, 'durations.json');
  const jobs = models.map((model) => ({ id: model, model, cores, duration: DURATION }));
  writeFileSync(file, JSON.stringify({ cores, jobs }));
  const rules = ['--policy', 'fcfs', '--realloc', 'strict'];
  // The profile store is the user's.
  const { folder } = await runTfsched(file, rules, scratch, { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME });
  return folder;
}

function summary({ model, cores, seconds }: Cell): Durations {
  const within = seconds.filter((each) => Math.abs(each / DURATION - 1) <= CLOSE).length;
  return { model, cores, median: medianOf(seconds), within };
}

/** From the figures that the runner leaves in a job's folder. */
function trainSeconds(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const file = files.find((name) => name.endsWith('metrics.json'));
  if (file === undefined) throw new Error(`no metrics.json in ${folder}`);
  return (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { train_seconds: number }).train_seconds;
}
