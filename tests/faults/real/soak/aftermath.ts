import { lockFolder } from '../../../../src/cli/docker/lock-folder.js';
import type { DockerClient } from '../../../../src/executors/docker/daemon/client.js';
import { readHost } from '../../../../src/executors/docker/host/host.js';
import { runsWithGroups } from '../../../../src/executors/docker/host/parent-groups-left.js';
import { allClaims } from '../../../../src/executors/docker/ownership/core-claims.js';
import { claimFolder } from '../../../../src/executors/docker/ownership/core-lock.js';
import { RUN_LABEL } from '../../../../src/executors/docker/ownership/labels.js';

/**
 * What a run that is over has left on the daemon, in the kernel and of its claim on cores, a sentence each.
 * @param state the XDG state folder of its tfscheds
 */
export async function leftBy(run: string, client: DockerClient, state: string): Promise<readonly string[]> {
  const { cgroups, daemon } = await readHost(client);
  const groups = cgroups === undefined ? [] : runsWithGroups(cgroups);
  const claims = allClaims(claimFolder(lockFolder({ XDG_STATE_HOME: state }), daemon.id));
  return [
    ...(await client.list(`${RUN_LABEL}=${run}`)).map(({ name }) => `container ${name} is left`),
    ...(groups.includes(run) ? ['its control groups are left'] : []),
    ...claims.filter((claim) => claim.run === run).map(() => 'its cores are not free'),
  ];
}
