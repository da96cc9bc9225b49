import type { CoreId } from '../../../core/actions.js';
import type { Seat } from '../../../core/pool.js';
import { parseCpuset } from '../daemon/cpuset.js';

/** Text of a file, undefined when it cannot be read. */
export type ReadText = (file: string) => string | undefined;

const CPUS = '/sys/devices/system/cpu';
const NODES = '/sys/devices/system/node';

/** The cores of this host that are switched on; undefined where the kernel does not say. */
export function onlineCores(read: ReadText): readonly CoreId[] | undefined {
  const cores = parseCpuset(read(`${CPUS}/online`) ?? '');
  return cores === undefined || cores.length === 0 ? undefined : cores;
}

/** Where cores of this host sit: which share a physical core, and which a memory node. */
export function seatsOf(cores: readonly CoreId[], read: ReadText): ReadonlyMap<CoreId, Seat> {
  const nodes = nodeOfCores(read);
  return new Map(cores.map((id) => [id, { physical: physicalOf(id, read), node: nodes.get(id) ?? 0 }]));
}

/** Hardware threads of one physical core are known by the lowest id among them. */
function physicalOf(id: CoreId, read: ReadText): number {
  const topology = `${CPUS}/cpu${id}/topology`;
  const list = read(`${topology}/core_cpus_list`) ?? read(`${topology}/thread_siblings_list`) ?? '';
  return parseCpuset(list)?.[0] ?? id;
}

function nodeOfCores(read: ReadText): ReadonlyMap<CoreId, number> {
  const nodeOf = new Map<CoreId, number>();
  for (const node of parseCpuset(read(`${NODES}/online`) ?? '') ?? []) {
    for (const id of parseCpuset(read(`${NODES}/node${node}/cpulist`) ?? '') ?? []) nodeOf.set(id, node);
  }
  return nodeOf;
}
