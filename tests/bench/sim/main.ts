/**
 * `npm run bench:sim [-- --budget 20m]`: jobs per second of the compiled simulator from a workload in memory to the summary, each
 * run in a process of its own, beside the same in SimPy. The cost per job is compared once all is compiled: the first
 * 10,000 jobs of a process are dear whatever the simulator does, which would hide what grows with the jobs.
 */
import { runBench } from '../harness/bench.js';
import { createContest, figureOf, type GoalMeasure, measure, type Measure } from '../harness/contest.js';
import { combinations, FCFS_STRICT, FEW_JOBS, million, MILLION, simpy, SIMPY } from './contestants.js';
import { matrix, matrixGoals } from './matrix.js';
import { pythonWithSimpy } from './simpy.js';
import { swfContestant, swfGoals } from './swf.js';

function rate(name: string, contestant: string, goal: number): GoalMeasure {
  return { ...measure(`${name}, jobs/s`, contestant, 'jobsPerSecond'), goal, direction: 'at_least' };
}

/**
 * The margin: jobs that no longer fit into the processor's cache may cost a quarter more. What grows with their number would
 * cost ten times as much.
 */
function flatness(contestant: string): GoalMeasure {
  const name = `${contestant}: CPU time per job to that of ${FEW_JOBS.toLocaleString('en')} jobs`;
  return { ...measure(name, contestant, 'growth'), goal: 1, margin: 0.25, direction: 'at_most' };
}

/** Policies that logs of other machines are replayed under. */
const SWF_POLICIES = ['fcfs', 'easy'];

const goals: readonly GoalMeasure[] = [
  rate('fcfs strict', FCFS_STRICT, 300_000),
  flatness(MILLION),
  { ...measure(`${MILLION}: peak memory, bytes`, MILLION, 'maxRss'), goal: 1e9, direction: 'at_most' },
  ...combinations.map(({ name }) => rate(`one of nine: ${name}`, name, 50_000)),
  ...combinations.map(({ name }) => flatness(name)),
  ...SWF_POLICIES.flatMap(swfGoals),
  ...matrixGoals,
];

const besides: readonly Measure[] = [
  measure('fcfs strict with a row for every job, jobs/s', FCFS_STRICT, 'jobsPerSecondWithRows'),
  measure('fcfs strict, jobs per second of CPU time of all threads', FCFS_STRICT, 'jobsPerCpuSecond'),
  measure(`${MILLION}, jobs/s`, MILLION, 'jobsPerSecond'),
];

const againstSimpy: GoalMeasure = {
  name: 'fcfs strict: times as fast as SimPy',
  goal: 1,
  direction: 'at_least',
  needs: [FCFS_STRICT, SIMPY],
  of: (round) => figureOf(round, SIMPY, 'seconds') / figureOf(round, FCFS_STRICT, 'seconds'),
};

/** Undefined where it cannot be had. */
function pythonIfPossible(): string | undefined {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    return pythonWithSimpy(say);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`SimPy is left out, as it cannot be installed: ${reason}`);
    return undefined;
  }
}

const python = pythonIfPossible();

const contest = createContest({
  name: 'sim',
  contestants: [
    ...combinations,
    million,
    matrix,
    ...SWF_POLICIES.map(swfContestant),
    ...(python === undefined ? [] : [simpy(python)]),
  ],
  control: { contestant: FCFS_STRICT, figure: 'seconds' },
  goals: [...goals, ...(python === undefined ? [] : [againstSimpy])],
  besides: [
    ...besides,
    ...(python === undefined ? [] : [measure(`${SIMPY}, jobs/s`, SIMPY, 'jobsPerSecond')]),
  ],
});

await runBench(contest, process.argv.slice(2));
