import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_FILE } from './writer.js';

/** No last record is as long: it is an `end`, a `left`, or whatever a killed run wrote last. */
const TAIL_BYTES = 1 << 16;

/** How the run of a log went, as its last record alone tells. */
export type LogEnding =
  /** It was reported to its end, or interrupted in good order: there is nothing to go on with. */
  | { readonly kind: 'ended' }
  /** It was ended with its containers left on purpose (`--on-exit keep|pause`). */
  | { readonly kind: 'left'; readonly how: string }
  /** It was killed, or goes on. */
  | { readonly kind: 'open' };

/**
 * Undefined where there is no log that can be read, or nothing in it. A line that was cut counts for nothing.
 * @param folder the run's
 */
export function logEnding(folder: string): LogEnding | undefined {
  const line = lastLine(join(folder, LOG_FILE));
  if (line === undefined) return undefined;
  const { kind, how } = fieldsOf(line);
  if (kind === 'end') return { kind: 'ended' };
  return kind === 'left' ? { kind: 'left', how: typeof how === 'string' ? how : '' } : { kind: 'open' };
}

/** The last line that has its newline; undefined when there is none. */
function lastLine(file: string): string | undefined {
  const tail = readTail(file);
  const end = tail?.lastIndexOf('\n') ?? -1;
  if (tail === undefined || end === -1) return undefined;
  return tail.slice(tail.lastIndexOf('\n', end - 1) + 1, end);
}

function readTail(file: string): string | undefined {
  try {
    // What is no file must not be waited for.
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) return undefined;
      const { size } = stat;
      const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
      const read = readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
      return bytes.toString('utf8', 0, read);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

function fieldsOf(line: string): { readonly kind?: unknown; readonly how?: unknown } {
  try {
    return (JSON.parse(line) ?? {}) as { readonly kind?: unknown };
  } catch {
    return {};
  }
}
