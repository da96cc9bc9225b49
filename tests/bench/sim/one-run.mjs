/**
 * One simulation in a process of its own, of the compiled code: `node one-run.mjs POLICY MODE JOBS` prints
 * `{"jobs_per_second", "megabytes", "makespan"}`. The clock runs from the workload in memory to the finished report's summary.
 */
import { simulate } from '../../../dist/driver/simulate.js';
import { linear } from '../../../dist/executors/sim/speedup.js';
import { NO_OVERHEADS } from '../../../dist/executors/sim/sim-executor.js';
import { createFold } from '../../../dist/metrics/fold.js';
import { findPolicy } from '../../../dist/policies/index.js';
import { DEFAULT_POLICY_OPTIONS } from '../../../dist/policies/policy-module.js';
import { findRealloc } from '../../../dist/realloc/index.js';
import { workload } from './workload.mjs';

const [policy, mode, count] = process.argv.slice(2);
const jobs = workload(Number(count));
const fold = createFold({ segments: false });
const since = performance.now();
await simulate({
  workload: { file: 'bench', jobs },
  capacity: 128,
  rules: { policy: findPolicy(policy), options: DEFAULT_POLICY_OPTIONS, realloc: findRealloc(mode) },
  speedup: { name: 'linear', of: linear },
  overheads: NO_OVERHEADS,
  durationOf: ({ work }) => work.seconds,
  recorder: fold,
  version: 'bench',
});
const { finished, makespan } = fold.summary();
const seconds = (performance.now() - since) / 1000;
if (finished !== jobs.length) throw new Error(`${finished} of ${jobs.length} jobs finished`);
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ jobs_per_second: jobs.length / seconds, megabytes, makespan }));
