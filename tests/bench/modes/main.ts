/**
 * `npm run bench:modes [-- --budget 2h] [--only TEXT] [--seed 1]`: the reallocation modes and no scheduling at all, on the same generated
 * workloads of real TensorFlow trainings. A round is a workload of each kind under every mode, of the next seed. `--only`: goals whose
 * names have this text, and nothing that they do not need.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runBench } from '../harness/bench.js';
import { type Contestant, createContest, figureOf, type GoalMeasure, measure } from '../harness/contest.js';
import { runTfsched } from '../harness/run-tfsched.js';
import { emulated } from './emulated.js';
import { type Generator, generators } from './generators.js';

const { values } = parseArgs({
  options: {
    budget: { type: 'string', default: '2h' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
  },
});
const FIRST_SEED = Number(values.seed);
if (!Number.isSafeInteger(FIRST_SEED)) throw new Error(`--seed takes a whole number, not ${values.seed}`);
/** Without `--only`. */
const WHOLE = values.only === '';
const CAPACITY = availableParallelism();

/** What is compared, by name. */
const MODES = {
  strict: ['--realloc', 'strict'],
  always_attend: ['--realloc', 'always_attend'],
  max_prop: ['--realloc', 'max_prop'],
  none: ['--policy', 'none'],
  'none, not armed': ['--policy', 'none', '--arm', '0'],
};
type Mode = keyof typeof MODES;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

function nameOf(generator: Generator, mode: Mode): string {
  return `${generator.name}, ${mode}`;
}

function contestant(generator: Generator, mode: Mode): Contestant {
  return {
    name: nameOf(generator, mode),
    async run(round) {
      const seed = FIRST_SEED + round - 1;
      const file = join(scratch, `${generator.name} ${seed}.json`);
      writeFileSync(file, JSON.stringify({ jobs: generator.jobs(seed, CAPACITY) }));
      const { report } = await runTfsched(file, MODES[mode], scratch);
      const { throughput_per_hour, turnaround, cpu_used } = report.summary;
      return {
        throughput: throughput_per_hour ?? Number.NaN,
        turnaround: turnaround.mean ?? Number.NaN,
        cpuUsed: cpu_used ?? Number.NaN,
      };
    },
  };
}

/** Two modes on the same workload. */
function ratio(
  generator: Generator,
  figure: string,
  of: Mode,
  to: Mode,
): Pick<GoalMeasure, 'name' | 'needs' | 'of'> {
  const [a, b] = [nameOf(generator, of), nameOf(generator, to)];
  return {
    name: `${generator.name}: ${figure} of ${of} to ${to}`,
    needs: [a, b],
    of: (round) => figureOf(round, a, figure) / figureOf(round, b, figure),
  };
}

/** Throughput of MAX_PROP in STRICT's: what resizing is for, and what it may cost where there is nothing to gain. */
const TO_STRICT = [1.15, 0.97];

const goals = generators.flatMap((generator, index): GoalMeasure[] => [
  { ...ratio(generator, 'throughput', 'max_prop', 'strict'), goal: TO_STRICT[index]!, direction: 'at_least' },
  { ...ratio(generator, 'throughput', 'max_prop', 'none'), goal: 1, margin: 0.03, direction: 'at_least' },
  { ...ratio(generator, 'turnaround', 'max_prop', 'none'), goal: 1, margin: 0.03, direction: 'at_most' },
]);

const chosen = goals.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0) {
  throw new Error(`no goal has --only's text ${values.only}:\n${goals.map(({ name }) => name).join('\n')}`);
}

const modes = Object.keys(MODES) as Mode[];
const figures = {
  throughput: 'jobs/h',
  turnaround: 'mean turnaround, s',
  cpuUsed: 'CPU used, share of the machine',
};
const each = generators.flatMap((generator) => modes.map((mode) => ({ generator, mode })));

const scratch = mkdtempSync(join(tmpdir(), 'tfsched-modes-'));
try {
  for (const generator of generators) await warmUp(generator);
  const contest = createContest({
    name: 'modes',
    contestants: each.map(({ generator, mode }) => contestant(generator, mode)),
    goals: chosen,
    besides: each.flatMap(({ generator, mode }) =>
      Object.entries(figures).map(([figure, unit]) => ({
        ...measure(`${nameOf(generator, mode)}: ${unit}`, nameOf(generator, mode), figure),
        always: WHOLE,
      })),
    ),
    // A run takes more than a minute.
    ...(WHOLE && {
      control: { contestant: nameOf(generators[0]!, 'strict'), figure: 'throughput', pairs: 3 },
    }),
  });
  if (WHOLE) for (const line of await emulated(['strict', 'always_attend', 'max_prop'], scratch)) say(line);
  await runBench(contest, ['--budget', values.budget]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Has all speeds measured, which the first run of each kind would do otherwise: one job of each model and request, of the shortest
 * duration there is. The mode does not matter: a duration is the same steps in each.
 */
async function warmUp(generator: Generator): Promise<void> {
  const jobs = Array.from({ length: 20 }, (_, seed) => generator.jobs(seed, CAPACITY)).flat();
  const distinct = new Map(jobs.map((job) => [`${job.model} ${job.cores}`, job]));
  const file = join(scratch, 'warm-up.json');
  const short = [...distinct.values()].map((job, index) => ({
    ...job,
    id: `job-${index + 1}`,
    duration: 0.1,
    arrival: 0,
  }));
  writeFileSync(file, JSON.stringify({ jobs: short }));
  await runTfsched(file, MODES.strict, scratch);
}
