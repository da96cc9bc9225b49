import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { lineBatches, NotUtf8 } from '../lines/line-batches.js';
import type { TextSource } from '../lines/line-batches.js';
import { createCollector } from '../lines/load-jsonl.js';
import type { LoadOptions, LoadResult } from '../load-result.js';
import type { Problem } from '../problem.js';
import { MOST_BYTES, notUtf8, placeInText, tooLarge } from '../syntax/text-problem.js';
import { isJsonLines, loadWorkload } from './load.js';

/**
 * Reads a workload from disk. A file that is not there or cannot be read is a problem like any other.
 */
export async function readWorkloadFile(path: string, options: LoadOptions = {}): Promise<LoadResult> {
  try {
    return await readWorkload(path, createReadStream(path), options);
  } catch (error) {
    return failed(unreadableFile(path, error));
  }
}

/**
 * The problem that a file is not there or cannot be read.
 * @throws an error that is of another kind
 */
export function unreadableFile(file: string, error: unknown): Problem {
  if (!isSystemError(error)) throw error;
  return { file, line: 1, column: 1, ...unreadable(error.code) };
}

/**
 * Reads a workload from any source of bytes or text, such as standard input.
 *
 * @param file the name for messages; `.jsonl` or `.ndjson` at its end makes it JSON lines.
 * @throws only what the source throws.
 */
export async function readWorkload(
  file: string,
  source: TextSource,
  options: LoadOptions = {},
): Promise<LoadResult> {
  return isJsonLines(file) ? readJsonLines(file, source, options) : readWhole(file, source, options);
}

async function readJsonLines(file: string, source: TextSource, options: LoadOptions): Promise<LoadResult> {
  const collector = createCollector(file, options);
  try {
    for await (const lines of lineBatches(source)) for (const line of lines) collector.read(line);
  } catch (error) {
    if (!(error instanceof NotUtf8)) throw error;
    return failed(...collector.problems(), notUtf8(file, collector.lines + 1));
  }
  return collector.end();
}

async function readWhole(file: string, source: TextSource, options: LoadOptions): Promise<LoadResult> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    pieces.push(bytes);
    size += bytes.length;
    if (size > MOST_BYTES) return failed(tooLarge(file));
  }
  const bytes = Buffer.concat(pieces);
  const lenient = new TextDecoder().decode(bytes);
  if (isUtf8(bytes)) return loadWorkload(file, lenient, options);
  return failed(notUtf8(file, placeInText(lenient, lenient.indexOf('\ufffd')).line));
}

function failed(...problems: Problem[]): LoadResult {
  return { ok: false, problems };
}

function isSystemError(error: unknown): error is { readonly code: string } {
  return typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
}

function unreadable(code: string): { readonly message: string; readonly hint: string } {
  switch (code) {
    case 'ENOENT':
      return { message: 'there is no such file', hint: 'expected the path of a workload' };
    case 'EISDIR':
      return { message: 'this is a folder', hint: 'expected the path of a workload file in it' };
    case 'EACCES':
    case 'EPERM':
      return { message: 'the file may not be read', hint: 'expected read permission for you' };
    default:
      return { message: `the file cannot be read (${code})`, hint: 'look at the disk or the path' };
  }
}
