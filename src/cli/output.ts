import { closeSync, openSync, writeSync } from 'node:fs';
import { jsonText, printable } from '../workload/printable.js';
import { reasonOf, WriteError } from './errors.js';
import type { Io } from './io.js';

/** Prints a result as one JSON value, in which a terminal finds nothing to obey. */
export function printJson(value: unknown, io: Pick<Io, 'out'>): void {
  io.out(`${jsonText(value, 2)}\n`);
}

/** Takes lines for people, of which not every word is ours. */
export function teller(io: Pick<Io, 'err'>): (line: string) => void {
  return (line) => io.err(`${printable(line)}\n`);
}

/**
 * Writes a result to a file, or to stdout where none is named.
 * @throws WriteError
 */
export function writeResult(pieces: Iterable<string>, file: string | undefined, io: Io): void {
  if (file === undefined) {
    for (const piece of pieces) io.out(piece);
    return;
  }
  try {
    const target = openSync(file, 'w');
    try {
      for (const piece of pieces) writeSync(target, piece);
    } finally {
      closeSync(target);
    }
  } catch (error) {
    throw new WriteError(`${file} cannot be written: ${reasonOf(error)}`);
  }
}
