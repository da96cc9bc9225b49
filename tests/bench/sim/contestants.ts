import { join } from 'node:path';
import type { Contestant } from '../harness/contest.js';
import { runJson } from '../harness/run-json.js';
import { generateWorkload } from '../workload.js';
import type { ChildResult } from './child.js';
import { runSimpy, type SimpyResult } from './simpy.js';

const CAPACITY = 128;
const LOAD = 0.9;

const JOBS = 100_000;
const MANY_JOBS = 1_000_000;
export const FEW_JOBS = 10_000;

export const FCFS_STRICT = 'fcfs strict';
export const MILLION = 'fcfs strict, 1,000,000 jobs';
export const SIMPY = 'fcfs strict in SimPy';

/** Two simulators may differ by rounding in sums of 100,000 times, and by no more. */
const TOLERANCE = 1e-6;

/** The three policies times the three modes of the design, 100,000 jobs each. */
export const combinations: readonly Contestant[] = ['fcfs', 'prio', 'rr'].flatMap((policy) =>
  ['strict', 'max_prop', 'always_attend'].map((mode) => combination(policy, mode)),
);

function combination(policy: string, realloc: string): Contestant {
  const name = `${policy} ${realloc}`;
  return {
    name,
    run: async (round) => {
      const flags = ['--policy', policy, '--realloc', realloc, '--jobs', String(JOBS), '--rows'];
      const result = await child(flags, round);
      if (name === FCFS_STRICT) agree(round, result.summary);
      return {
        seconds: result.seconds,
        jobsPerSecond: JOBS / result.seconds,
        jobsPerSecondWithRows: JOBS / (result.secondsWithRows ?? Number.NaN),
        jobsPerCpuSecond: JOBS / result.cpuSeconds,
        growth: result.perJob.large / result.perJob.small,
      };
    },
  };
}

export const million: Contestant = {
  name: MILLION,
  run: async (round) => {
    const flags = ['--policy', 'fcfs', '--realloc', 'strict', '--jobs', String(MANY_JOBS)];
    const { seconds, maxRss, perJob } = await child(flags, round);
    return { jobsPerSecond: MANY_JOBS / seconds, maxRss, growth: perJob.large / perJob.small };
  },
};

/** @param python one that has SimPy */
export function simpy(python: string): Contestant {
  return {
    name: SIMPY,
    run: async (round) => {
      const workload = generateWorkload({ jobs: JOBS, capacity: CAPACITY, load: LOAD, seed: round });
      const { seconds, maxRss, summary } = await runSimpy(python, workload, CAPACITY);
      agree(round, summary);
      return { seconds, jobsPerSecond: JOBS / seconds, maxRss };
    },
  };
}

/** One Node process with the compiled program; the round is the seed of its workload. */
async function child(flags: readonly string[], round: number): Promise<ChildResult> {
  const script = join(import.meta.dirname, 'child.ts');
  const common = { cores: CAPACITY, load: LOAD, small: FEW_JOBS, seed: round };
  const shared = Object.entries(common).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return (await runJson(process.execPath, ['--import', 'tsx', script, ...shared, ...flags])) as ChildResult;
}

/** What FCFS+STRICT gave, by round. */
const summaries = new Map<number, SimpyResult['summary']>();

/**
 * The comparison is worth something only when both do the same.
 * @throws when a time differs from that of another run of the same workload
 */
function agree(round: number, summary: SimpyResult['summary']): void {
  const other = summaries.get(round) ?? summary;
  summaries.set(round, summary);
  const times = ({ makespan, waiting, service, turnaround, slowdown }: SimpyResult['summary']): number[] =>
    [waiting, service, turnaround, slowdown]
      .flatMap(({ mean, median, p95, max }) => [mean, median, p95, max])
      .concat(makespan)
      .map(Number);
  const expected = times(other);
  for (const [index, time] of times(summary).entries()) {
    if (Math.abs(time - expected[index]!) <= TOLERANCE) continue;
    throw new Error(`the simulators disagree in round ${round}: ${time} s and ${String(expected[index])} s`);
  }
}
