import type { Cell } from '../../compare/cells.js';
import { type Outcome, outcomeOf } from '../../compare/outcome.js';
import { simulate } from '../../driver/simulate.js';
import { createFold } from '../../metrics/fold.js';
import type { Workload } from '../../workload/workload.js';
import { rulesOf } from '../options/scheduling.js';
import { parseOverheads, parseSpeedup } from '../simulate/flags.js';
import { timingOf } from '../simulate/timing.js';
import { version } from '../version.js';

/** A simulation, in a form that another thread can be handed. */
export interface SimulationTask {
  readonly cell: Cell;
  readonly workload: Workload;
  readonly capacity: number;
  /** As flags have them. */
  readonly speedup: string;
  readonly overheads: string;
  /** Where measured speeds are. */
  readonly cacheHome: string | undefined;
}

const SILENT = (): void => undefined;

/** Carries a task out. The default export is what a thread of the pool calls. */
export default async function simulateTask(task: SimulationTask): Promise<Outcome> {
  const { cell, workload, capacity } = task;
  const options = Object.fromEntries(Object.entries(cell.options).map(([name, { value }]) => [name, value]));
  const rules = await rulesOf(
    { policy: cell.policy, ...(cell.realloc !== undefined && { realloc: cell.realloc }), ...options },
    SILENT,
  );
  const flags = { speedup: parseSpeedup(task.speedup), overheads: parseOverheads(task.overheads) };
  const timing = timingOf(flags, workload, { XDG_CACHE_HOME: task.cacheHome }, SILENT);
  const fold = createFold({ segments: false });
  await simulate({ workload, capacity, rules, ...timing, recorder: fold, version: version() });
  return outcomeOf(fold.report());
}
