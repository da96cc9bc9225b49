import { rememberPlaces } from '../capacity.js';
import type { CorePlacesOf } from '../capacity.js';
import type { LoadOptions } from '../load-result.js';
import { defaultsKeys, jobKeys } from '../schema/job-schema.js';
import { fileFields, fileKeys } from '../schema/schema.js';
import type { Fault } from '../syntax/fault.js';
import type { Located, LocatedMap } from '../syntax/located.js';
import type { YamlTree } from '../syntax/yaml-tree.js';
import type { Workload } from '../workload.js';
import { createIdIndex } from './id-index.js';
import { readFields } from './read-fields.js';
import type { Fields } from './read-fields.js';
import { readJob } from './read-job.js';
import type { CoreOffsets, JobContext } from './read-job.js';
import { readValue, unknownKey } from './read-value.js';
import { closest } from './suggest.js';

/** Reads a whole document. Adds everything that is wrong to `faults`; the result counts only when there is nothing. */
export function readDocument(
  file: string,
  tree: YamlTree,
  options: LoadOptions,
  faults: Fault[],
): Workload | undefined {
  const { root } = tree;
  if (root?.kind !== 'map') {
    faults.push({ at: root?.at ?? 0, ...rootFault(root) });
    return undefined;
  }
  for (const key of root.entries.keys()) if (!isOneOf(fileKeys, key)) faults.push(fileKeyFault(root, key));
  const name = fileValue(root, 'name', (node) =>
    readValue(node, { name: 'name', schema: fileFields.name }, faults),
  );
  const cores = fileValue(root, 'cores', (node) =>
    readValue(node, { name: 'cores', schema: fileFields.cores }, faults),
  );
  fileValue(root, '$schema', (node) =>
    readValue(node, { name: '$schema', schema: fileFields.$schema }, faults),
  );
  const context: JobContext = {
    capacity: options.capacity ?? cores,
    forSimulation: options.forSimulation,
    defaults: fileValue(root, 'defaults', (node) => readDefaults(node, faults)),
    ids: createIdIndex(),
    lineOf: (at) => tree.placeOf(at).line,
  };
  const read = jobNodes(root, faults)
    .map((node, position) => readJob(node, position, context, faults))
    .filter((job) => job !== undefined);
  const workload: Workload = {
    ...(name === undefined ? {} : { name }),
    ...(cores === undefined ? {} : { cores }),
    jobs: read.map(({ job }) => job),
    file,
  };
  rememberPlaces(
    workload,
    placesOf(
      tree,
      read.map(({ offsets }) => offsets),
    ),
  );
  return workload;
}

function rootFault(root: Located | undefined): Pick<Fault, 'message' | 'hint'> {
  if (root === undefined || isEmpty(root)) {
    return { message: 'the file is empty', hint: 'expected at least jobs: with one job' };
  }
  return root.kind === 'list'
    ? { message: 'the file is a list', hint: 'put the list under jobs:' }
    : { message: 'the file is no mapping', hint: 'expected at least jobs: with one job' };
}

/** What belongs to a run, not to its workload, but might be looked for here. */
const FLAGS: readonly string[] = [
  'policy',
  'realloc',
  'quantum',
  'preemptive',
  'victim',
  'aging',
  'threads',
  'seed',
];

function isEmpty(node: Located): boolean {
  return node.kind === 'scalar' && node.value === null;
}

function isOneOf(known: readonly string[], key: string): boolean {
  return known.includes(key);
}

function fileKeyFault(root: LocatedMap, key: string): Fault {
  const fault = unknownKey(root, key, fileKeys);
  if (isOneOf(jobKeys, key)) return { ...fault, hint: 'it belongs in a job, or in defaults:' };
  return isOneOf(FLAGS, key) ? { ...fault, hint: `give it on the command line: --${key}` } : fault;
}

function fileValue<T>(root: LocatedMap, key: string, read: (node: Located) => T): T | undefined {
  const entry = root.entries.get(key);
  return entry === undefined ? undefined : read(entry.value);
}

function readDefaults(node: Located, faults: Fault[]): Fields | undefined {
  if (node.kind === 'map') return readFields(node, defaultsKeys, faults);
  faults.push({
    at: node.at,
    message: isEmpty(node) ? 'defaults is empty' : 'defaults is no mapping',
    hint: 'expected keys of a job, such as model: spin',
  });
  return undefined;
}

function jobNodes(root: LocatedMap, faults: Fault[]): readonly Located[] {
  const jobs = root.entries.get('jobs')?.value;
  if (jobs?.kind === 'list' && jobs.items.length > 0) return jobs.items;
  const hint = 'expected a list of at least one job';
  if (jobs === undefined) {
    const misspelt = [...root.entries.keys()].some(
      (key) => !isOneOf(fileKeys, key) && closest(key, fileKeys) === 'jobs',
    );
    if (!misspelt) faults.push({ at: root.at, message: 'jobs is missing', hint });
  } else {
    const empty = jobs.kind === 'list' || isEmpty(jobs);
    faults.push({ at: jobs.at, message: empty ? 'jobs is empty' : 'jobs is no list', hint });
  }
  return [];
}

/** Offsets are kept, not nodes, so that the parsed text can be let go. */
function placesOf(tree: YamlTree, offsets: readonly CoreOffsets[]): CorePlacesOf {
  const { placeOf } = tree;
  return (position) => {
    const { cores, minCores, maxCores, updates } = offsets[position] ?? NO_OFFSETS;
    return {
      cores: placeOf(cores),
      minCores: placeOf(minCores),
      maxCores: placeOf(maxCores),
      updates: updates.map(placeOf),
    };
  };
}

const NO_OFFSETS: CoreOffsets = { cores: 0, minCores: 0, maxCores: 0, updates: [] };
