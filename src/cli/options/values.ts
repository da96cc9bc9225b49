import { InvalidArgumentError } from 'commander';
import { SHORTEST_PERIOD } from '../../policies/policy-module.js';
import { parseDuration } from '../../workload/schema/durations.js';

/** Parsers of flags' values. Each throws InvalidArgumentError, which says what would be right. */

/** Nothing that is counted is more than that. */
const MOST = 1_000_000;

export function wholeNumber(text: string): number {
  return wholeNumberFrom(1, text);
}

export function wholeNumberFromZero(text: string): number {
  return wholeNumberFrom(0, text);
}

function wholeNumberFrom(least: number, text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= MOST) return value;
  throw new InvalidArgumentError(`Give a whole number from ${least} to ${MOST}.`);
}

export function notNegative(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('Give a number of at least 0.');
}

/** Numbers above 0, each larger than the one before. */
export function thresholds(text: string): readonly number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const ascends = values.every((value, index) => value > (values[index - 1] ?? 0) && value < Infinity);
  if (ascends) return values;
  throw new InvalidArgumentError('Give ascending numbers above 0, such as 10,100.');
}

export function positiveNumber(text: string): number {
  const value = notNegative(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('Give a number above 0.');
}

/** Seconds. */
export function time(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  throw new InvalidArgumentError('Give a time such as 5, 500ms, 10s, 2m or 1h30m.');
}

/** Seconds, more than none. */
export function positiveTime(text: string): number {
  const seconds = time(text);
  if (seconds > 0) return seconds;
  throw new InvalidArgumentError('Give a time above 0.');
}

/** Seconds between things that are done again and again. */
export function period(text: string): number {
  const seconds = time(text);
  if (seconds >= SHORTEST_PERIOD) return seconds;
  throw new InvalidArgumentError('Give a time of 1ms or more.');
}
