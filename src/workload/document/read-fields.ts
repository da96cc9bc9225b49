import { itemSchemas, jobFields } from '../schema/job-schema.js';
import type { JobKey, JobValues } from '../schema/job-schema.js';
import type { Fault } from '../syntax/fault.js';
import { plain } from '../syntax/located.js';
import type { Located, LocatedMap } from '../syntax/located.js';
import { readValue, unknownKey } from './read-value.js';
import { closest } from './suggest.js';

/** The keys of one job, or of `defaults`, as the file has them. */
export interface Fields {
  /** Every value that is valid, in seconds and bytes. A list of mappings with faults has holes in their place. */
  readonly values: JobValues;
  /** Keys that are given, perhaps misspelt, but whose value is faulty: they are not missing. */
  readonly broken: ReadonlySet<JobKey>;
  readonly node: LocatedMap;
}

/** Is the key given, validly or not? */
export function given(fields: Fields, key: JobKey): boolean {
  return fields.values[key] !== undefined || fields.broken.has(key);
}

/** The keys whose numbers, true and false are texts for a program: `1.10` must not become 1.1. */
const TEXTUAL: ReadonlySet<JobKey> = new Set(['command', 'env']);

/** The keys whose values may be passwords. */
export const SECRET: ReadonlySet<JobKey> = new Set(['env']);

/** Checks each key of a mapping by itself and adds every fault to `faults`. */
export function readFields(node: LocatedMap, allowed: readonly JobKey[], faults: Fault[]): Fields {
  const values: Record<string, unknown> = {};
  const broken = new Set<JobKey>();
  for (const [name, entry] of node.entries) {
    const key = allowed.find((candidate) => candidate === name);
    if (key === undefined) {
      faults.push(keyFault(node, name, allowed));
      const meant = allowed.find((candidate) => candidate === closest(name, allowed));
      if (meant !== undefined && !node.entries.has(meant)) broken.add(meant);
      continue;
    }
    const before = faults.length;
    values[key] = readField(key, entry.value, faults);
    if (faults.length > before) broken.add(key);
  }
  return { values, broken, node };
}

/** The value of a key; of a list of mappings with faults, the items that have none, each at its index. */
function readField(key: JobKey, node: Located, faults: Fault[]): unknown {
  const itemSchema = itemSchemas[key];
  const mode = TEXTUAL.has(key) ? 'textual' : 'typed';
  const innerKeys = itemSchema?.keyof().options;
  const value = readValue<unknown>(
    node,
    { name: key, schema: jobFields[key], mode, innerKeys, secret: SECRET.has(key) },
    faults,
  );
  if (value !== undefined || itemSchema === undefined || node.kind !== 'list') return value;
  const sound: unknown[] = [];
  for (const [index, item] of node.items.entries()) {
    const result = itemSchema.safeParse(plain(item));
    if (result.success) sound[index] = result.data;
  }
  return sound;
}

function keyFault(node: LocatedMap, name: string, allowed: readonly JobKey[]): Fault {
  const at = node.entries.get(name)?.keyAt ?? node.at;
  if (name === 'jobs' || name === 'defaults' || name === 'name') {
    return { at, message: `unknown key "${name}"`, hint: 'it belongs to the whole workload, not to a job' };
  }
  if (name === '<<') return { at, message: 'YAML 1.2 has no merge key <<', hint: 'use defaults:' };
  if (!Object.hasOwn(jobFields, name)) return unknownKey(node, name, allowed);
  return { at, message: `defaults cannot give ${name}`, hint: 'give it in each job' };
}
