import { quoted } from '../printable.js';
import { jobKeys } from '../schema/job-schema.js';
import type { JobValues } from '../schema/job-schema.js';
import type { Fault } from '../syntax/fault.js';
import { nodeAt } from '../syntax/located.js';
import type { Located } from '../syntax/located.js';
import type { JobSpec } from '../workload.js';
import { buildJob, defaultId, inTime } from './build-job.js';
import type { IdIndex } from './id-index.js';
import { inherit } from './inherit.js';
import { ruleFaults } from './job-rules.js';
import type { RuleContext, RuleFault } from './job-rules.js';
import { readFields } from './read-fields.js';
import type { Fields } from './read-fields.js';

/** What the jobs of one file have in common while it is read. */
export interface JobContext extends RuleContext {
  readonly defaults: Fields | undefined;
  readonly ids: IdIndex;
  /** The line of an offset. */
  lineOf(at: number): number;
}

/** A job without a fault, and the offsets of its keys that the capacity bounds. */
export interface ReadJob {
  readonly job: JobSpec;
  readonly offsets: CoreOffsets;
}

/** Each in the job, else in `defaults`, else the job itself. */
export interface CoreOffsets {
  readonly cores: number;
  readonly minCores: number;
  readonly maxCores: number;
  /** By time, as in the job. */
  readonly updates: readonly number[];
}

/** Reads one job of a file. Adds everything that is wrong with it to `faults` and returns undefined if there is anything. */
export function readJob(
  node: Located,
  position: number,
  context: JobContext,
  faults: Fault[],
): ReadJob | undefined {
  const before = faults.length;
  if (node.kind !== 'map') {
    const message = node.kind === 'scalar' && node.value === null ? 'a job is empty' : 'a job is no mapping';
    faults.push({ at: node.at, message, hint: 'expected keys such as model: spin and duration: 5s' });
    return undefined;
  }
  const own = readFields(node, jobKeys, faults);
  const fields = context.defaults === undefined ? own : inherit(own, context.defaults);
  const offsetOf = (blame: RuleFault['blame']): number => locate(blame, own, context.defaults);
  for (const { blame, message, hint } of ruleFaults(fields.values, context, fields.broken)) {
    faults.push({ at: offsetOf(blame), message, hint });
  }
  if (!own.broken.has('id')) claimId(own, position, context, faults);
  if (faults.length > before) return undefined;
  return { job: buildJob(fields.values, position), offsets: coreOffsets(fields.values, offsetOf) };
}

function coreOffsets(values: JobValues, offsetOf: (blame: RuleFault['blame']) => number): CoreOffsets {
  const updates = (values.updates ?? []).map(({ at }, index) => ({ at, index }));
  return {
    cores: offsetOf([['cores'], ['intra_op']]),
    minCores: offsetOf([['min_cores']]),
    maxCores: offsetOf([['max_cores']]),
    updates: inTime(updates).map(({ index }) => offsetOf([['updates', index, 'cores']])),
  };
}

function locate(blame: RuleFault['blame'], own: Fields, defaults: Fields | undefined): number {
  for (const fields of defaults === undefined ? [own] : [own, defaults]) {
    for (const [key, ...path] of blame) {
      const entry = fields.node.entries.get(key);
      if (entry !== undefined) return nodeAt(entry.value, path).at;
    }
  }
  return own.node.at;
}

function claimId(own: Fields, position: number, context: JobContext, faults: Fault[]): void {
  const id = own.values.id ?? defaultId(position);
  const at = own.node.entries.get('id')?.value.at ?? own.node.at;
  const first = context.ids.claim(id, context.lineOf(at));
  if (first === undefined) return;
  const whose = own.values.id === undefined ? 'the default id' : 'the id';
  faults.push({
    at,
    message: `${whose} ${quoted(id)} is taken by the job on line ${String(first)}`,
    hint: 'give each job an id of its own',
  });
}
