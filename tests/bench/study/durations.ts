import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunReport } from '../../../src/metrics/report.js';
import { medianOf } from '../../../src/profile/median.js';
import { shuffled } from '../../../src/random/seeded.js';
import { runJson } from '../harness/run-json.js';

const TFSCHED = fileURLToPath(new URL('../../../bin/tfsched.js', import.meta.url));

/** What is asked for, seconds. */
export const DURATION = 20;

/** Of each model on each number of cores. */
export const JOBS = 10;

/** A training has its duration when it is this near to it. */
export const CLOSE = 0.05;

/** Their speeds are measured until their 95 % intervals are this narrow, percent to either side. */
const UNCERTAINTY = 3;

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
  const seconds = new Map<string, number[]>();
  for (let round = 1; round <= JOBS; round++)
    for (const cores of shuffled(coreCounts, Math.random)) {
      process.stderr.write(`durations, round ${round} of ${JOBS}, ${cores} cores\n`);
      const folder = join(scratch, `${round}-${cores}`);
      await train(shuffled(models, Math.random), cores, folder);
      for (const model of models) {
        const key = `${model} ${cores}`;
        seconds.set(key, [...(seconds.get(key) ?? []), trainSeconds(join(folder, 'jobs', model))]);
      }
    }
  return models.flatMap((model) =>
    coreCounts.map((cores) => summary(model, cores, seconds.get(`${model} ${cores}`)!)),
  );
}

/** Of programs with as many threads as cores, which is what a job has that is never resized. */
async function measureSpeeds(models: readonly string[], cores: number): Promise<void> {
  const grid = ['--cores', cores, '--intra', cores, '--inter', 1, '--uncertainty', UNCERTAINTY].map(String);
  await runJson(process.execPath, [TFSCHED, 'profile', ...models, ...grid, '--json']);
}

/** One job of each model. @throws Error when one does not finish */
async function train(models: readonly string[], cores: number, folder: string): Promise<void> {
  const file = `${folder}.json`;
  const jobs = models.map((model) => ({ id: model, model, cores, duration: DURATION }));
  writeFileSync(file, JSON.stringify({ cores, jobs }));
  const rules = ['--policy', 'fcfs', '--realloc', 'strict'];
  const flags = [...rules, '--json', '--quiet', '--out', folder];
  const { summary } = (await runJson(process.execPath, [TFSCHED, 'run', file, ...flags])) as RunReport;
  if (summary.finished < summary.jobs)
    throw new Error(`${summary.finished} of ${summary.jobs} jobs finished`);
}

function summary(model: string, cores: number, seconds: readonly number[]): Durations {
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
