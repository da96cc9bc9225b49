import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NO_OVERHEADS } from '../../../src/executors/sim/sim-executor.js';
import type { Fold } from '../../../src/metrics/fold.js';
import type { Summary } from '../../../src/metrics/report.js';
import { DEFAULT_POLICY_OPTIONS } from '../../../src/policies/policy-module.js';
import type { Workload } from '../../../src/workload/workload.js';
import { generateWorkload } from '../workload.js';

/** What one process measured. Times are seconds. */
export interface ChildResult {
  /** The first simulation of `--jobs` jobs and all figures of the whole run: no function was compiled before. */
  readonly seconds: number;
  /** The same simulation and a whole report, with a row for every job; null without `--rows`. */
  readonly secondsWithRows: number | null;
  /** CPU time of the first simulation, compiler and garbage collector in threads of their own included. */
  readonly cpuSeconds: number;
  /** Peak of the process until then, bytes. */
  readonly maxRss: number;
  readonly summary: Summary;
  /** CPU time per job, once all is compiled, of `--jobs` jobs and of `--small` ones. */
  readonly perJob: { readonly large: number; readonly small: number };
}

const { values } = parseArgs({
  options: {
    dist: { type: 'string', default: 'dist' },
    policy: { type: 'string', default: '' },
    realloc: { type: 'string', default: '' },
    preemptive: { type: 'boolean', default: false },
    aging: { type: 'string', default: '0' },
    jobs: { type: 'string', default: '100000' },
    small: { type: 'string', default: '10000' },
    rows: { type: 'boolean', default: false },
    cores: { type: 'string', default: '128' },
    load: { type: 'string', default: '0.9' },
    seed: { type: 'string', default: '1' },
  },
});

/** A module of the compiled program: what users run. A loader of TypeScript would compile it otherwise, and slower. */
async function compiled<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(resolve(values.dist, path)).href)) as Module;
}

const { simulate } = await compiled<typeof import('../../../src/driver/simulate.js')>('driver/simulate.js');
const { createFold } = await compiled<typeof import('../../../src/metrics/fold.js')>('metrics/fold.js');
const { findPolicy } = await compiled<typeof import('../../../src/policies/index.js')>('policies/index.js');
const { findRealloc } = await compiled<typeof import('../../../src/realloc/index.js')>('realloc/index.js');
const { linear } =
  await compiled<typeof import('../../../src/executors/sim/speedup.js')>('executors/sim/speedup.js');

function workloadOf(jobs: number): Workload {
  const { cores, load, seed } = values;
  return generateWorkload({ jobs, capacity: Number(cores), load: Number(load), seed: Number(seed) });
}

async function simulated(workload: Workload): Promise<Fold> {
  const policy = findPolicy(values.policy);
  if (policy === undefined) throw new Error(`there is no policy ${values.policy}`);
  const fold = createFold({ segments: false });
  await simulate({
    workload,
    capacity: Number(values.cores),
    rules: {
      policy,
      realloc: findRealloc(values.realloc),
      options: { ...DEFAULT_POLICY_OPTIONS, preemptive: values.preemptive, aging: Number(values.aging) },
    },
    speedup: { name: 'linear', of: linear },
    overheads: NO_OVERHEADS,
    durationOf: ({ work }) => (work.kind === 'duration' ? work.seconds : Number.NaN),
    recorder: fold,
    version: 'bench',
  });
  return fold;
}

const wallSeconds = (): number => performance.now() / 1000;

/** Of all threads. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function first(workload: Workload): Promise<Omit<ChildResult, 'perJob'>> {
  const [start, cpuStart] = [wallSeconds(), cpuSeconds()];
  const fold = await simulated(workload);
  const simulatedAt = wallSeconds();
  const summary = fold.summary();
  const [end, cpuEnd] = [wallSeconds(), cpuSeconds()];
  const maxRss = process.resourceUsage().maxRSS * 1024;
  if (values.rows) fold.report();
  const secondsWithRows = values.rows ? simulatedAt - start + (wallSeconds() - end) : null;
  return { seconds: end - start, secondsWithRows, cpuSeconds: cpuEnd - cpuStart, maxRss, summary };
}

/**
 * The same number of jobs each: many small simulations and one large one, from a heap without garbage. The small ones go first
 * and twice: what was compiled for a large one does not hold at once.
 */
async function perJob(large: Workload, jobs: number): Promise<ChildResult['perJob']> {
  const small = workloadOf(jobs);
  const times = Math.ceil(large.jobs.length / jobs);
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const cpuOf = async (workload: Workload, count: number): Promise<number> => {
    collectGarbage();
    const start = cpuSeconds();
    for (let time = 0; time < count; time++) (await simulated(workload)).summary();
    return (cpuSeconds() - start) / (count * workload.jobs.length);
  };
  await cpuOf(small, times);
  return { small: await cpuOf(small, times), large: await cpuOf(large, 1) };
}

const workload = workloadOf(Number(values.jobs));
const result: ChildResult = {
  ...(await first(workload)),
  perJob: await perJob(workload, Number(values.small)),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
