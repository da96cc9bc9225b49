/**
 * `npm run bench:dispatch [-- --budget 1h] [--only <hand-over|spin|tensorflow>]`: from the last output of a job to the first
 * instruction of the next, beside a bare chain of the same Docker calls; and lists of jobs beside xargs and GNU parallel with the
 * same image, flags and programs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runBench } from '../harness/bench.js';
import { type Contest, createContest } from '../harness/contest.js';
import { stepsFor } from './calibrate.js';
import { BARE_CHAIN, chainContestants, loadContestants } from './contestants.js';
import { chainBesides, chainGoals, loadBesides, loadGoals } from './goals.js';
import { type Load, spinLoad, tensorflowLoad } from './loads.js';
import { setUp } from './set-up.js';

const { values } = parseArgs({
  options: { budget: { type: 'string', default: '40m' }, only: { type: 'string', default: '' } },
});

/** A part of the bench that can be left out. */
type Part = Pick<Contest, 'contestants' | 'goals' | 'besides'>;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const scratch = mkdtempSync(join(tmpdir(), 'tfsched-bench-'));
const images = await setUp(say);
try {
  const chains = chainContestants({ image: images.stamp, scratch });
  const parts: Part[] = [];
  if ('hand-over'.includes(values.only)) {
    parts.push({ contestants: [], goals: chainGoals, besides: chainBesides });
  }
  if ('spin'.includes(values.only)) {
    parts.push(loadPart(spinLoad(0.05), 0.5), loadPart(spinLoad(0.5), 0.8));
  }
  if ('tensorflow'.includes(values.only)) {
    say('how many steps TensorFlow trains in 10 s');
    parts.push(loadPart(tensorflowLoad(await stepsFor(10, scratch)), 1));
  }
  if (parts.length === 0) throw new Error('--only takes hand-over, spin or tensorflow');
  const contest = createContest({
    name: 'dispatch',
    contestants: [...chains, ...parts.flatMap(({ contestants }) => contestants)],
    goals: parts.flatMap(({ goals }) => goals),
    besides: parts.flatMap(({ besides }) => besides),
    control: { contestant: BARE_CHAIN, figure: 'handOver' },
  });
  await runBench(contest, ['--budget', values.budget]);
} finally {
  await images.remove();
  rmSync(scratch, { recursive: true, force: true });
}

/** @param makespan its goal, to that of containers created beforehand */
function loadPart(load: Load, makespan: number): Part {
  return {
    contestants: loadContestants(load, images.runner, scratch),
    goals: loadGoals(load.name, makespan),
    besides: loadBesides(load.name),
  };
}
