import { jobFields } from '../schema/job-schema.js';
import type { JobKey, JobValues } from '../schema/job-schema.js';

/**
 * The keys of a job that is written on one line as JSON, checked by the schema without a thought for places: ten times
 * faster than the careful reading that can say where a fault is.
 *
 * @returns undefined when the line has any fault, or anything in which JSON.parse and the careful reading could differ:
 * keys given twice, numbers that are texts for a program, `__proto__`. Then the line has to be read with care.
 */
export function plainJob(line: string): JobValues | undefined {
  const object = parseObject(line);
  if (object === undefined) return undefined;
  const values: Record<string, unknown> = {};
  let keys = 0;
  for (const key in object) {
    const value = object[key];
    if (!Object.hasOwn(jobFields, key)) return undefined;
    const inside = keysInside(value);
    if (inside === undefined) return undefined;
    const result = jobFields[key as JobKey].safeParse(value);
    if (!result.success) return undefined;
    values[key] = result.data;
    keys += 1 + inside;
  }
  return keys === countColons(line) ? values : undefined;
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keys of the mappings in a value of a job; undefined where the value needs care. */
function keysInside(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return 0;
  // Lists of mappings (updates, mounts), and mappings and lists of texts (env, command).
  let keys = 0;
  const isList = Array.isArray(value);
  for (const [key, item] of Object.entries<unknown>(value as Record<string, unknown>)) {
    if (key === '__proto__') return undefined;
    if (typeof item === 'object' && item !== null) {
      if (!isList) return undefined;
      keys += Object.keys(item).length;
    } else if (typeof item !== 'string') {
      return undefined;
    }
    if (!isList) keys += 1;
  }
  return keys;
}

/** As many as there are keys, unless a key is given twice or a text has a colon in it. */
function countColons(line: string): number {
  let count = 0;
  for (let at = line.indexOf(':'); at !== -1; at = line.indexOf(':', at + 1)) count += 1;
  return count;
}
