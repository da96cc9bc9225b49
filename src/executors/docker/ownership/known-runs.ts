import type { ContainerSummary, DockerClient } from '../daemon/client.js';
import type { DockerHost } from '../host/host.js';
import { areGroupsEmpty, runsWithGroups } from '../host/parent-groups-left.js';
import { lifeOf, type Life, type ProcessId } from '../host/process-life.js';
import { allClaims, type FiledClaim } from './core-claims.js';
import { claimFolder, runsOnOthers } from './core-lock.js';
import { readLabels, RUN_LABEL, type Owner, type ToldByLabels } from './labels.js';
import { isSameOwner, thisOwner } from './origin.js';

/** A container and what its labels tell. */
export interface KnownContainer extends ContainerSummary {
  readonly told: ToldByLabels;
}

/** A run of which something can be found: containers, a claim on cores, or the kernel's groups. */
export interface KnownRun {
  readonly run: string;
  /** `over` only when it is certain; `hidden` when its process is on another host, or nothing tells of one. */
  readonly life: Life;
  /** Undefined when nothing tells. */
  readonly owner: Owner | undefined;
  /** The one that is alive, or the last that was. */
  readonly process: ProcessId | undefined;
  readonly folder: string | undefined;
  readonly containers: readonly KnownContainer[];
  readonly claim: FiledClaim | undefined;
  /** The kernel keeps groups of it, in which no container is. */
  readonly groups: boolean;
}

/**
 * The runs on a Docker host, sorted by their ids, which begin with the time.
 *
 * A run lives when its claim on cores or one of its containers says so: the process of a run that was resumed is in its claim
 * and on no older container, and the claims of other users are not seen.
 *
 * @param lockFolder where the locks of cores are
 * @throws DockerError
 */
export async function knownRuns(
  client: DockerClient,
  host: DockerHost,
  lockFolder: string,
): Promise<readonly KnownRun[]> {
  const traces = new Map<string, Traces>();
  const tracesOf = (run: string): Traces => {
    const known = traces.get(run) ?? { containers: [], claim: undefined };
    traces.set(run, known);
    return known;
  };
  // Claims first: those of a run that ends meanwhile are gone after its containers, not before.
  for (const claim of allClaims(claimFolder(lockFolder, host.daemon.id))) tracesOf(claim.run).claim = claim;
  for (const container of await client.list(RUN_LABEL)) {
    const told = readLabels(container.labels);
    if (told.run !== undefined) tracesOf(told.run).containers.push({ ...container, told });
  }
  const empty = emptyGroups(host, lockFolder);
  for (const run of empty) tracesOf(run);
  return [...traces]
    .map(([run, found]) => describe(run, found, empty.has(run)))
    .sort((a, b) => (a.run < b.run ? -1 : 1));
}

/** job-2 before job-10. */
const IN_ORDER = new Intl.Collator('en', { numeric: true });

interface Traces {
  readonly containers: KnownContainer[];
  claim: FiledClaim | undefined;
}

/**
 * Groups are root's business: others can neither make nor remove them, and those that Docker made for them do no harm. They do not say
 * whose they are: those of a run that lives on another daemon of this host are not counted.
 */
function emptyGroups({ cgroups, daemon }: DockerHost, lockFolder: string): ReadonlySet<string> {
  if (cgroups === undefined || thisOwner().uid !== 0) return new Set();
  const elsewhere = new Set(runsOnOthers(lockFolder, daemon.id).map(({ run }) => run));
  return new Set(
    runsWithGroups(cgroups).filter((run) => !elsewhere.has(run) && areGroupsEmpty(cgroups, run)),
  );
}

function describe(run: string, { containers, claim }: Traces, groups: boolean): KnownRun {
  const told = containers.map((container) => container.told);
  const processes = [claim?.process, ...told.map(({ process }) => process)].filter((id) => id !== undefined);
  const life = lifeOfAll(processes, containers.length > 0);
  const owners = told.map(({ owner }) => owner).filter((owner) => owner !== undefined);
  const self = thisOwner();
  return {
    run,
    life,
    // A run with containers of two owners is not ours.
    owner: owners.find((owner) => !isSameOwner(owner, self)) ?? owners[0] ?? (claim && ownerOf(claim, self)),
    process: processes.find((id) => lifeOf(id) === 'alive') ?? processes[0],
    folder: told.find(({ folder }) => folder !== undefined)?.folder,
    containers: [...containers].sort((a, b) => IN_ORDER.compare(a.name, b.name)),
    claim,
    groups,
  };
}

function lifeOfAll(processes: readonly ProcessId[], hasContainers: boolean): Life {
  const lives = processes.map(lifeOf);
  if (lives.includes('alive')) return 'alive';
  if (lives.includes('hidden')) return 'hidden';
  return lives.length === 0 && hasContainers ? 'hidden' : 'over';
}

/** Claims are in a folder of this user's own, which may be on several hosts. */
function ownerOf({ process }: FiledClaim, { uid }: Owner): Owner {
  return { uid, host: process.host };
}
