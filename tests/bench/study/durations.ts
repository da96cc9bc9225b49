import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { medianOf } from '../../../src/profile/median.js';
import { runTfsched } from '../harness/run-tfsched.js';

/** What is asked for, seconds. */
export const DURATION = 20;

/** Of each model on each number of cores. */
export const JOBS = 10;

/** A training has its duration when it is this near to it. */
export const CLOSE = 0.05;

/** How long trainings of `duration: 20s` took. */
export interface Durations {
  readonly model: string;
  readonly cores: number;
  /** From `ready` to `done`, seconds. */
  readonly median: number;
  readonly within: number;
}

/** Runs jobs of one model one after the other, each alone on the machine. */
export async function measureDurations(model: string, cores: number, scratch: string): Promise<Durations> {
  const file = join(scratch, `${model}-${cores}.json`);
  const jobs = Array.from({ length: JOBS }, (_, index) => ({
    id: `job-${index + 1}`,
    model,
    cores,
    duration: DURATION,
  }));
  writeFileSync(file, JSON.stringify({ cores, jobs }));
  const { folder } = await runTfsched(file, ['--policy', 'fcfs', '--realloc', 'strict'], scratch);
  const seconds = jobs.map(({ id }) => trainSeconds(join(folder, 'jobs', id)));
  return {
    model,
    cores,
    median: medianOf(seconds),
    within: seconds.filter((each) => Math.abs(each / DURATION - 1) <= CLOSE).length,
  };
}

/** From the figures that the runner leaves in a job's folder. */
function trainSeconds(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const file = files.find((name) => name.endsWith('metrics.json'));
  if (file === undefined) throw new Error(`no metrics.json in ${folder}`);
  return (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { train_seconds: number }).train_seconds;
}
