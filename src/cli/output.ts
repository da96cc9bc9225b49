import { closeSync, openSync, writeSync } from 'node:fs';
import { reasonOf, WriteError } from './errors.js';
import type { Io } from './io.js';

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
