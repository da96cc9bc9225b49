import { join } from 'node:path';
import type { Contestant, Figures } from '../harness/contest.js';
import { bareChain, type ChainSettings, tfschedChain } from './hand-over.js';
import { CORES, type Load, writeLoad } from './loads.js';
import { medianOf } from '../../../src/profile/median.js';
import { createContainers, dockerRuns, dockerStarts, type Peer, peers } from './peers.js';
import { openTap, ownParts } from './tap.js';
import { runTfsched } from '../harness/run-tfsched.js';

/** Names of contestants, by which goals find their figures. */
export const CHAIN = 'tfsched chain';
export const TAPPED_CHAIN = 'tfsched chain behind a tap';
export const BARE_CHAIN = 'bare chain';
export const TAPPED_BARE_CHAIN = 'bare chain behind a tap';
export const tfschedOf = (load: string): string => `${load}: tfsched`;
export const runsOf = (load: string, peer: Peer): string => `${load}: ${peer} docker run`;
export const startsOf = (load: string, peer: Peer): string => `${load}: ${peer} docker start`;

/** Chains of tiny jobs on one core; milliseconds. Behind a tap is seen what a client does between the daemon's calls. */
export function chainContestants(settings: ChainSettings): Contestant[] {
  return [
    { name: CHAIN, run: async () => ({ handOver: await tfschedChain(settings) }) },
    { name: BARE_CHAIN, run: async () => ({ handOver: await bareChain(settings) }) },
    { name: TAPPED_CHAIN, run: () => tapped(tfschedChain, settings) },
    { name: TAPPED_BARE_CHAIN, run: () => tapped(bareChain, settings) },
  ];
}

async function tapped(
  chain: (settings: ChainSettings) => Promise<number>,
  settings: ChainSettings,
): Promise<Figures> {
  const daemon = /^unix:\/\/(.+)$/.exec(process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock')?.[1];
  if (daemon === undefined) throw new Error('the daemon must be on a socket of this host');
  const tap = await openTap(join(settings.scratch, 'tap.sock'), daemon);
  try {
    await chain({ ...settings, more: { DOCKER_HOST: tap.address } });
    const parts = ownParts(tap.take());
    if (parts.length === 0) throw new Error('the tap saw no hand-over');
    return { ownPart: medianOf(parts) };
  } finally {
    tap.close();
  }
}

/** All that run one load; seconds. */
export function loadContestants(load: Load, image: string, scratch: string): Contestant[] {
  const { name } = load;
  const file = writeLoad(load, scratch);
  const flags = ['--policy', 'fcfs', '--realloc', 'strict', '--cpus', CORES.join(',')];
  return [
    {
      name: tfschedOf(name),
      async run() {
        const { wall, report } = await runTfsched(file, flags, scratch);
        return { wall, makespan: report.summary.makespan };
      },
    },
    ...peers.map((peer) => ({
      name: runsOf(name, peer),
      run: async () => ({ wall: (await dockerRuns(peer, load, image)).wall }),
    })),
    ...peers.map((peer) => ({
      name: startsOf(name, peer),
      run: async () => ({ makespan: await startedBeforehand(peer, load, image) }),
    })),
  ];
}

async function startedBeforehand(peer: Peer, load: Load, image: string): Promise<number> {
  const created = await createContainers(load, image);
  try {
    return (await dockerStarts(peer, created)).wall;
  } finally {
    await created.remove();
  }
}
