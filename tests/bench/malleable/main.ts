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
import { speedContestant, speedName } from './speed.js';

const { values } = parseArgs({
  options: { budget: { type: 'string', default: '20m' }, pictures: { type: 'string', default: '' } },
});

/** Small, of many small operations, and recurrent. */
const MODELS = ['mnist_cnn', 'resnet20', 'lstm'];
const ALL = (await hostCores()).length;
const COUNTS_OF_CORES = [...new Set([1, ALL])];
const POOLS = ['exact', 'elastic'] as const;

/** On a single core a pool for all of them has threads that find no work; on all cores it only gives up spinning. */
const ON_ONE = 0.85;
const ON_ALL = 0.97;

function elasticToExact(model: string, cores: number, figure: string): Measure {
  const [elastic, exact] = [speedName(model, cores, 'elastic'), speedName(model, cores, 'exact')];
  return {
    name: `${model} on ${cores} of ${ALL} cores: ${figure} with an elastic pool to an exact one`,
    needs: [elastic, exact],
    of: (round) => figureOf(round, elastic, figure) / figureOf(round, exact, figure),
  };
}

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
    of: (round) => {
      const cost = slope(COUNTS.map((x) => ({ x, y: figureOf(round, pausesName(x), 'service') })));
      // Noise can make it less than nothing, and figures of rounds are put together by their logarithms.
      return Math.max(0.1, 1000 * cost);
    },
    goal: 50,
    direction: 'at_most',
  },
];

let trace: ResizeTrace | undefined;
const contest = createContest({
  name: 'malleable',
  contestants: [
    ...pairs.flatMap(([model, cores]) => POOLS.map((pool) => speedContestant(model, cores, ALL, pool))),
    resizeContestant((latest) => (trace = latest)),
    ...COUNTS.map(pausesContestant),
  ],
  goals,
  besides: [
    ...pairs.map(([model, cores]) => elasticToExact(model, cores, 'memory')),
    ...pairs.flatMap(([model, cores]) =>
      POOLS.map((pool) =>
        measure(`${speedName(model, cores, pool)}, steps/s`, speedName(model, cores, pool), 'speed'),
      ),
    ),
  ],
  control: { contestant: speedName('mnist_cnn', 1, 'exact'), figure: 'speed' },
});
await runBench(contest, ['--budget', values.budget]);
if (values.pictures !== '' && trace !== undefined) {
  mkdirSync(values.pictures, { recursive: true });
  const svg = await svgOf(resizePicture(trace));
  writeFileSync(join(values.pictures, 'resize.svg'), svg);
  writeFileSync(join(values.pictures, 'resize.png'), await pngOf(svg));
}
