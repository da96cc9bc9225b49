/**
 * `npm run bench:malleable [-- --budget 20m] [--pictures docs/pictures]`: what it costs a TensorFlow program to be ready for more and for
 * fewer cores, how fast it follows, and what a pause costs it. Draws the last trace of resizes into a folder.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pngOf, svgOf } from '../../../src/pictures/draw.js';
import { runBench } from '../harness/bench.js';
import { createContest, figureOf, type GoalMeasure, measure, type Measure } from '../harness/contest.js';
import { slope } from '../harness/slope.js';
import { hostCores } from './lab.js';
import { COUNTS, pausesContestant, pausesName } from './pauses.js';
import { resizePicture } from './resize-picture.js';
import { RESIZE, resizeContestant, type ResizeTrace } from './resize-trace.js';
import { duelContestant, duelName } from './duel.js';

const { values } = parseArgs({
  options: { budget: { type: 'string', default: '20m' }, pictures: { type: 'string', default: '' } },
});

/** Small, of many small operations, and recurrent. */
const MODELS = ['mnist_cnn', 'resnet20', 'lstm'];
const ALL = (await hostCores()).length;
const COUNTS_OF_CORES = [...new Set([1, ALL])];
const POOLS = ['elastic', 'exact'] as const;
const TWINS = ['exact', 'exact'] as const;

/** On a single core a pool for all of them has threads that find no work; on all cores it only gives up spinning. */
const ON_ONE = 0.85;
const ON_ALL = 0.97;

function elasticToExact(model: string, cores: number, figure: string): Measure {
  const name = `${model} on ${cores} of ${ALL} cores: ${figure} with an elastic pool to an exact one`;
  return measure(name, duelName(model, cores, POOLS), figure);
}

const control: Measure = {
  ...measure(
    'control: mnist_cnn on 1 core, speed with an exact pool to another one like it',
    duelName('mnist_cnn', 1, TWINS),
    'speed',
  ),
  always: true,
};

const pairs = MODELS.flatMap((model) => COUNTS_OF_CORES.map((cores) => [model, cores] as const));
const goals: readonly GoalMeasure[] = [
  ...pairs.map(([model, cores]): GoalMeasure => ({
    ...elasticToExact(model, cores, 'speed'),
    goal: cores === 1 ? ON_ONE : ON_ALL,
    direction: 'at_least',
  })),
  {
    ...measure('longest time until a resize shows in CPU time, s', RESIZE, 'cpu'),
    goal: 1,
    direction: 'at_most',
  },
  {
    ...measure('longest time until a resize shows in steps per second, s', RESIZE, 'steps'),
    goal: 1,
    direction: 'at_most',
  },
  {
    name: 'a pause and its end beyond the pause itself, ms',
    needs: COUNTS.map(pausesName),
    mean: 'arithmetic',
    of: (round) => 1000 * slope(COUNTS.map((x) => ({ x, y: figureOf(round, pausesName(x), 'service') }))),
    goal: 50,
    direction: 'at_most',
  },
];

let trace: ResizeTrace | undefined;
const contest = createContest({
  name: 'malleable',
  contestants: [
    ...pairs.map(([model, cores]) => duelContestant(model, cores, POOLS)),
    duelContestant('mnist_cnn', 1, TWINS),
    resizeContestant((latest) => (trace = latest)),
    ...COUNTS.map(pausesContestant),
  ],
  goals,
  besides: [
    control,
    ...pairs.map(([model, cores]) => elasticToExact(model, cores, 'memory')),
    ...pairs.flatMap(([model, cores]) =>
      POOLS.map((pool, index) =>
        measure(
          `${model} on ${cores}, ${pool}: steps/s`,
          duelName(model, cores, POOLS),
          `speed ${'ab'[index]}`,
        ),
      ),
    ),
  ],
});
await runBench(contest, ['--budget', values.budget]);
if (values.pictures !== '' && trace !== undefined) {
  mkdirSync(values.pictures, { recursive: true });
  const svg = await svgOf(resizePicture(trace));
  writeFileSync(join(values.pictures, 'resize.svg'), svg);
  writeFileSync(join(values.pictures, 'resize.png'), await pngOf(svg));
}
