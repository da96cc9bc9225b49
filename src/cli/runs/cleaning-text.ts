import { nameCores } from '../../executors/docker/ownership/core-lock.js';
import { printable } from '../../workload/printable.js';
import type { ListedRun } from './listed-runs.js';
import type { LeftAlone } from './plan-cleaning.js';
import type { Removals } from './remove-runs.js';

/** One line of what was removed, or would be. */
export function removalText(run: ListedRun, dryRun: boolean): string {
  const what = partsOf(run).join(', ');
  return (
    printable(`${run.run}: ${dryRun ? 'would remove' : 'removed'} ${what}${resumeText(run, dryRun)}`) + '\n'
  );
}

function partsOf({ containers, claim, groups }: ListedRun): string[] {
  const { length } = containers;
  return [
    ...(length > 0 ? [`${length} ${length === 1 ? 'container' : 'containers'}`] : []),
    ...(claim === undefined ? [] : [`its claim on ${nameCores(claim.cores)}`]),
    ...(groups ? ['its control groups'] : []),
  ];
}

function resumeText({ resumable, folder }: ListedRun, dryRun: boolean): string {
  if (!resumable || folder === undefined) return '';
  return dryRun
    ? `; it can be resumed with \`tfsched resume ${folder}\``
    : `; it was not over, and its log is in ${folder}`;
}

export function leftAloneText({ run, why }: LeftAlone): string {
  return `${printable(`left alone: ${run.run}: ${why}`)}\n`;
}

export function failureText({ run, remains }: Removals['failed'][number]): string {
  const { containers, groups } = remains;
  const names = containers ?? run.containers.map(({ name }) => name);
  const parts = [...names, ...(groups ? ['its control groups'] : [])].join(', ');
  const doubt = containers === undefined ? ' (the daemon does not say any more)' : '';
  return `${printable(`error: ${run.run}: could not be removed: ${parts}${doubt}`)}\n`;
}

/** What was done, for programs. */
export function cleaningAsJson(
  { removed, failed }: Removals,
  leave: readonly LeftAlone[],
  dryRun: boolean,
): object {
  return {
    dry_run: dryRun,
    removed: removed.map((run) => ({
      run: run.run,
      containers: run.containers.map(({ name }) => name),
      claim: run.claim !== undefined,
      groups: run.groups,
      folder: run.folder ?? null,
      resumable: run.resumable,
    })),
    left_alone: leave.map(({ run, why }) => ({ run: run.run, state: run.state, why })),
    failed: failed.map(({ run, remains }) => ({
      run: run.run,
      containers: remains.containers ?? run.containers.map(({ name }) => name),
      groups: remains.groups,
    })),
  };
}
