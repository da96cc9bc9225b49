import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tensorflowLoad, writeLoad } from './loads.js';
import { runTfsched } from '../harness/run-tfsched.js';

const TRIAL_STEPS = 100;

/** Steps that take a TensorFlow job about so many seconds while another one trains beside it. */
export async function stepsFor(seconds: number, scratch: string): Promise<number> {
  const file = writeLoad({ ...tensorflowLoad(TRIAL_STEPS), jobs: 2 }, scratch);
  const { folder } = await runTfsched(
    file,
    ['--policy', 'fcfs', '--realloc', 'strict', '--cores', '2'],
    scratch,
  );
  const rates = ['j0', 'j1'].map((job) => {
    const log = readFileSync(join(folder, 'jobs', job, 'attempt-1.log'), 'utf8');
    const trained = /"event":"done".*"train_seconds":([\d.]+)/.exec(log)?.[1];
    if (trained === undefined) throw new Error(`${job} does not say how long it trained`);
    return TRIAL_STEPS / Number(trained);
  });
  return Math.round((seconds * (rates[0]! + rates[1]!)) / 2);
}
