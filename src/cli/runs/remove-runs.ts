import { thisProcess } from '../../executors/docker/host/process-life.js';
import { type Remains, removeRun } from '../../executors/docker/ownership/clean-up.js';
import { fileClaim, withdrawClaim } from '../../executors/docker/ownership/core-claims.js';
import { claimFolder } from '../../executors/docker/ownership/core-lock.js';
import type { Connection } from '../docker/connect.js';
import { reasonOf, WriteError } from '../errors.js';
import { type ListedRun, listedRuns } from './listed-runs.js';
import type { LeftAlone } from './plan-cleaning.js';
import { refusal } from './plan-cleaning.js';

/** What became of the runs that were to be removed. */
export interface Removals {
  readonly removed: readonly ListedRun[];
  /** Those that somebody has gone on with meanwhile. */
  readonly leave: readonly LeftAlone[];
  readonly failed: readonly { readonly run: ListedRun; readonly remains: Remains }[];
}

/**
 * Removes all that runs have left: containers, groups, claims.
 * @throws DockerError, or WriteError where the locks of cores cannot be written
 */
export async function removeRuns(
  connection: Connection,
  lockFolder: string,
  runs: readonly ListedRun[],
): Promise<Removals> {
  const { client, host } = connection;
  const removed: ListedRun[] = [];
  const leave: LeftAlone[] = [];
  const failed: Removals['failed'][number][] = [];
  for (const run of runs) {
    // It may have been resumed since it was looked at.
    const now = (await listedRuns(connection, lockFolder)).find((each) => each.run === run.run);
    const why = now && refusal(now);
    if (now !== undefined && why !== undefined) {
      leave.push({ run: now, why });
      continue;
    }
    const claim = holdRun(claimFolder(lockFolder, host.daemon.id), run.run);
    try {
      const remains = await removeRun(client, host, run.run);
      if (remains.containers?.length === 0 && !remains.groups) removed.push(run);
      else failed.push({ run, remains });
    } finally {
      withdrawClaim(claim);
    }
  }
  return { removed, leave, failed };
}

/** A run that is being removed must not be resumed meanwhile, so it is claimed, with no cores; its own old claim makes room. */
function holdRun(folder: string, run: string): string {
  try {
    return fileClaim(folder, { run, process: thisProcess(), cores: [], state: 'holding' });
  } catch (error) {
    throw new WriteError(
      `the run cannot be locked: ${reasonOf(error)}; set XDG_STATE_HOME to a folder that can be written`,
    );
  }
}
