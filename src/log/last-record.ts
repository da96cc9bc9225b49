import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { asRecord } from './record-schema.js';
import type { LogRecord } from './records.js';
import { LOG_FILE } from './writer.js';

/** No record that may be the last one is as long. */
const TAIL = 1 << 16;

/** The last whole record of the log in a folder; undefined where there is none that can be read. */
export function lastRecord(folder: string): LogRecord | undefined {
  const lines = tailOf(join(folder, LOG_FILE))?.split('\n') ?? [];
  // Behind the last newline there is nothing, or half a record.
  const text = lines.at(-2);
  if (text === undefined) return undefined;
  try {
    const record = asRecord(JSON.parse(text) as unknown);
    return typeof record === 'string' ? undefined : record;
  } catch {
    return undefined;
  }
}

function tailOf(file: string): string | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, TAIL));
    readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8');
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
