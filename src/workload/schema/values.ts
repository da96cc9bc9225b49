import { z } from 'zod';
import { DURATION_PATTERN, parseDuration } from './durations.js';
import { MEMORY_PATTERN, parseMemorySize } from './memory-size.js';

/*
 * The kinds of values of a workload file. The `error` of each is what would be right: it becomes the hint of the
 * problem, so every check of one value says the same words.
 */

/** About 31 years, in seconds: beyond it clocks lose the precision that the rules need. */
export const LONGEST_TIME = 1e9;
/** Docker refuses a lower limit. */
const LEAST_MEMORY = 6 * 1024 * 1024;
const MOST_MEMORY = 2 ** 50;

/** A whole number within bounds. */
export function whole(least: number, most: number) {
  const error = `expected a whole number from ${String(least)} to ${String(most)}`;
  return z.int({ error }).min(least, error).max(most, error);
}

/** A time: a number of seconds or a duration text; seconds come out. `above` 0 refuses 0 itself. */
export function time(bound: 'from 0' | 'above 0') {
  const error = `expected seconds ${bound}, or a text like 500ms, 10s, 2m or 1h30m`;
  const seconds = bound === 'from 0' ? z.number({ error }).min(0, error) : z.number({ error }).gt(0, error);
  const limited = seconds.max(LONGEST_TIME, `expected at most ${String(LONGEST_TIME)} seconds`);
  const text = z
    .string()
    .regex(DURATION_PATTERN, error)
    .transform((value) => parseDuration(value) ?? Number.NaN)
    .pipe(limited);
  return z.union([limited, text], { error });
}

/** An amount of memory: a number of bytes or a size text; bytes come out. */
export function memory() {
  const error = 'expected a size from 6m to 1024t: bytes, or a text like 512m or 1.5g';
  const bytes = z.int({ error }).min(LEAST_MEMORY, error).max(MOST_MEMORY, error);
  const text = z
    .string()
    .regex(MEMORY_PATTERN, error)
    .transform((value) => parseMemorySize(value) ?? Number.NaN)
    .pipe(bytes);
  return z.union([bytes, text], { error });
}

/** true or false; YAML 1.2 has no yes and no. */
export function flag() {
  return z.boolean({ error: 'expected true or false' });
}

/** A text that matches a pattern. `what` completes "expected ...". */
export function text(pattern: RegExp, what: string) {
  const error = `expected ${what}`;
  return z.string({ error }).regex(pattern, error);
}

/** A word handed to a program: any text without NUL. Numbers, true and false are taken as the text they are. */
export function word() {
  const asText = z.union([z.number(), z.boolean()]).transform(String);
  return z.union([textWithoutNul(), asText], { error: 'expected a text' });
}

/** Any text that a program can be given: NUL ends a text there, so that it would see another one. */
export function textWithoutNul() {
  return z.string().regex(/^[^\u0000]*$/, 'expected a text without the character NUL');
}
