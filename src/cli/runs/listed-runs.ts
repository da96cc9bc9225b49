import { type KnownRun, knownRuns } from '../../executors/docker/ownership/known-runs.js';
import { isSameOwner, thisOwner } from '../../executors/docker/ownership/origin.js';
import { logEnding } from '../../log/last-record.js';
import type { Connection } from '../docker/connect.js';

/**
 * `running`: its process is alive; `kept`: it was ended with its containers left on purpose; `left`: its process is over, and
 * this is what it left behind; `unknown`: its process is on another host, or its containers do not tell.
 */
export type RunState = 'running' | 'kept' | 'left' | 'unknown';

/** A run on a Docker host, and what its log says of its end. */
export interface ListedRun extends KnownRun {
  readonly state: RunState;
  /** It is a run of this user of this host. */
  readonly own: boolean;
  /** It is over and was not reported to its end, so that `tfsched resume` can go on with it. */
  readonly resumable: boolean;
}

/**
 * The runs on a Docker host, the oldest first.
 * @throws DockerError
 */
export async function listedRuns(
  { client, host }: Connection,
  lockFolder: string,
): Promise<readonly ListedRun[]> {
  return (await knownRuns(client, host, lockFolder)).map(listed);
}

function listed(known: KnownRun): ListedRun {
  const own = known.owner !== undefined && isSameOwner(known.owner, thisOwner());
  // The log of another user is none of our business, and that of another host is not here.
  const ending = own && known.folder !== undefined ? logEnding(known.folder) : undefined;
  return {
    ...known,
    own,
    state: stateOf(known, ending?.kind === 'left'),
    resumable: known.life === 'over' && (ending?.kind === 'open' || ending?.kind === 'left'),
  };
}

function stateOf({ life }: KnownRun, wasKept: boolean): RunState {
  switch (life) {
    case 'alive':
      return 'running';
    case 'hidden':
      return 'unknown';
    case 'over':
      return wasKept ? 'kept' : 'left';
  }
}
