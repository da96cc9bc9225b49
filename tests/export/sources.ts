import { simulate } from '../../src/driver/simulate.js';
import { NO_OVERHEADS } from '../../src/executors/sim/sim-executor.js';
import { linear } from '../../src/executors/sim/speedup.js';
import { createFold } from '../../src/metrics/fold.js';
import { createRunDetails } from '../../src/metrics/run-details.js';
import type { PicturedRun } from '../../src/pictures/run/pictured-run.js';
import { findPolicy } from '../../src/policies/index.js';
import { DEFAULT_POLICY_OPTIONS } from '../../src/policies/policy-module.js';
import { findRealloc } from '../../src/realloc/index.js';
import { loadWorkload } from '../../src/workload/load/load.js';
import { formatProblem } from '../../src/workload/problem.js';
import type { Workload } from '../../src/workload/workload.js';

/** The workload of a text as YAML. */
export function workloadOf(text: string): Workload {
  const loaded = loadWorkload('w.yaml', text);
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.workload;
}

/** A simulation of it, linear and without overheads, as `export` and the pictures see a run. */
export async function runOf(
  workload: Workload,
  capacity: number,
  rules: { readonly policy: string; readonly realloc: string; readonly quantum?: number } = {
    policy: 'fcfs',
    realloc: 'strict',
  },
): Promise<PicturedRun> {
  const fold = createFold();
  const details = createRunDetails();
  await simulate({
    workload,
    capacity,
    rules: {
      policy: findPolicy(rules.policy)!,
      options: { ...DEFAULT_POLICY_OPTIONS, ...rules },
      realloc: findRealloc(rules.realloc),
    },
    speedup: { name: 'linear', of: linear },
    overheads: NO_OVERHEADS,
    durationOf: ({ work }) => (work.kind === 'duration' ? work.seconds : 0),
    recorder: {
      append(record) {
        fold.append(record);
        details.append(record);
      },
    },
    version: 'test',
  });
  return { report: fold.report(), ...details.details() };
}
