import { UsageError } from '../errors.js';
import type { ListedRun } from './listed-runs.js';
import { ownerText } from './shown-run.js';

/** What `tfsched clean` does with each run that it may look at. */
export interface CleaningPlan {
  readonly remove: readonly ListedRun[];
  readonly leave: readonly LeftAlone[];
}

/** A run that is over, or may be, and is not removed. */
export interface LeftAlone {
  readonly run: ListedRun;
  readonly why: string;
}

/**
 * Without names: everything of runs of this user that are certainly over, but for those that were kept on purpose. With names: those
 * runs, kept or not.
 * @throws UsageError naming each run that may not be removed, or is not there
 */
export function planCleaning(runs: readonly ListedRun[], names: readonly string[]): CleaningPlan {
  return names.length === 0 ? planAll(runs) : { remove: named(runs, names), leave: [] };
}

function planAll(runs: readonly ListedRun[]): CleaningPlan {
  const remove: ListedRun[] = [];
  const leave: LeftAlone[] = [];
  for (const run of runs) {
    if (run.state === 'running') continue;
    const why = refusal(run) ?? doubt(run);
    if (why === undefined) remove.push(run);
    else leave.push({ run, why });
  }
  return { remove, leave };
}

function named(runs: readonly ListedRun[], names: readonly string[]): ListedRun[] {
  const problems: string[] = [];
  const chosen: ListedRun[] = [];
  for (const name of new Set(names)) {
    const run = runs.find((each) => each.run === name);
    const why =
      run === undefined ? 'there is no such run on this Docker host; `tfsched ps` lists them' : refusal(run);
    if (why !== undefined) problems.push(`${name}: ${why}`);
    else if (run !== undefined) chosen.push(run);
  }
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return chosen;
}

/** Why a run is never removed, named or not. */
export function refusal({ state, own, owner, process }: ListedRun): string | undefined {
  if (state === 'running')
    return `it is running (process ${process?.pid ?? 0}): stop that first, with Ctrl-C or \`kill\``;
  if (owner !== undefined && !own)
    return `it is of user ${ownerText(owner)}: that user can remove it with \`tfsched clean\` there`;
  return undefined;
}

/** Why a run is removed only when it is named. */
function doubt({ run, state }: ListedRun): string | undefined {
  if (state === 'kept')
    return `it was left on purpose (--on-exit): \`tfsched clean ${run}\` removes it all the same`;
  if (state === 'unknown')
    return `it cannot be told whether it is over: where it is, \`tfsched clean ${run}\` removes it`;
  return undefined;
}
