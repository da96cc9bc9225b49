/**
 * `npm run bench:sim [-- --budget 10m]`: jobs per second of the simulator, each run in a process of its own with the compiled code,
 * beside the same FCFS and STRICT in SimPy.
 */
import { runBench } from '../harness/bench.js';
import { type Estimate, meanOf, ratioOf } from '../harness/estimate.js';
import type { Goal } from '../harness/goal.js';
import { simpyRun, simulatorRun } from './contenders.js';

const POLICIES = ['fcfs', 'prio', 'rr'] as const;
const MODES = ['strict', 'max_prop', 'always_attend'] as const;
const COMBINATIONS = POLICIES.flatMap((policy) => MODES.map((mode) => `${policy} ${mode}`));

/** Cost per job of 100,000 jobs against 10,000; equal cost gives 1, and a log n or a cold cache a little more. */
const FLAT = 1.3;

const goals: readonly Goal[] = [
  { name: 'fcfs strict, 100,000 jobs: jobs/s', goal: 300_000, direction: 'at_least' },
  { name: 'fcfs strict, 1,000,000 against 10,000 jobs: cost per job', goal: FLAT, direction: 'at_most' },
  { name: 'fcfs strict, 1,000,000 jobs: MB', goal: 1000, direction: 'at_most' },
  { name: 'fcfs strict against SimPy: jobs/s', goal: 1, direction: 'at_least' },
  ...COMBINATIONS.flatMap((name): Goal[] => [
    {
      name: `${name}, 100,000 jobs: jobs/s`,
      goal: name === 'fcfs strict' ? 300_000 : 50_000,
      direction: 'at_least',
    },
    { name: `${name}, 100,000 against 10,000 jobs: cost per job`, goal: FLAT, direction: 'at_most' },
  ]).slice(1),
];

/** What each contender has given, a figure a round. */
const figures = new Map<string, number[]>();
const keep = (name: string, value: number): void =>
  void figures.set(name, [...(figures.get(name) ?? []), value]);
const of = (name: string): readonly number[] => figures.get(name) ?? [];
const pairs = (a: string, b: string): (readonly [number, number])[] =>
  of(a).flatMap((value, index) => (of(b)[index] === undefined ? [] : [[value, of(b)[index]!] as const]));

await runBench(
  {
    name: 'sim',
    goals,
    async control(shuffle) {
      const same: [number, number][] = [];
      for (let round = 0; round < 4; round++) {
        const [a, b] = [
          await simulatorRun('fcfs strict', 100_000),
          await simulatorRun('fcfs strict', 100_000),
        ];
        same.push(shuffle([a.jobs_per_second, b.jobs_per_second]) as [number, number]);
      }
      return `fcfs strict against itself: ${describe(ratioOf(same))}`;
    },
    async round(shuffle) {
      const sizes = [10_000, 100_000] as const;
      const runs = COMBINATIONS.flatMap((combination) => sizes.map((size) => ({ combination, size: size })));
      const contenders = [
        ...runs,
        { combination: 'fcfs strict', size: 1_000_000 },
        { combination: 'simpy', size: 100_000 },
      ];
      for (const { combination, size } of shuffle(contenders)) {
        const run = combination === 'simpy' ? await simpyRun(size) : await simulatorRun(combination, size);
        keep(`${combination} ${size}`, run.jobs_per_second);
        if (run.megabytes !== undefined) keep(`${combination} ${size} MB`, run.megabytes);
      }
    },
    estimate: ({ name }) => estimateOf(name),
  },
  process.argv.slice(2),
);

function estimateOf(name: string): Estimate | undefined {
  const combination = name.split(/,| against/)[0] ?? '';
  if (name.includes('SimPy')) return ratioOf(pairs('fcfs strict 100000', 'simpy 100000'));
  if (name.endsWith('MB')) return meanOf(of('fcfs strict 1000000 MB'));
  if (name.includes('1,000,000 against')) return ratioOf(pairs('fcfs strict 10000', 'fcfs strict 1000000'));
  if (name.includes('100,000 against'))
    return ratioOf(pairs(`${combination} 10000`, `${combination} 100000`));
  return meanOf(of(`${combination} 100000`));
}

function describe(estimate: Estimate | undefined): string {
  if (estimate === undefined) return 'unknown';
  return `${estimate.value.toFixed(3)} (${estimate.low.toFixed(3)} to ${estimate.high.toFixed(3)})`;
}
