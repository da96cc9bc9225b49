import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogReadError } from '../../log/errors.js';
import { readLog } from '../../log/reader.js';
import type { LogRecord } from '../../log/records.js';
import { LOG_FILE } from '../../log/writer.js';

/**
 * What the log of a run holds that was left: nothing where the run was killed before its clock began.
 * @throws LogReadError
 */
export async function readPastLog(folder: string): Promise<readonly LogRecord[]> {
  const records: LogRecord[] = [];
  try {
    for await (const record of readLog(folder)) records.push(record);
  } catch (error) {
    if (!(error instanceof LogReadError) || records.length > 0 || !isEmpty(folder)) throw error;
  }
  return records;
}

/** Bytes of the first `count` lines of a log. */
export function offsetAfter(folder: string, count: number): number {
  const bytes = readFileSync(join(folder, LOG_FILE));
  let offset = 0;
  for (let line = 0; line < count; line++) offset = bytes.indexOf('\n', offset) + 1;
  return offset;
}

/** It has no whole line. */
function isEmpty(folder: string): boolean {
  return !readFileSync(join(folder, LOG_FILE)).includes('\n');
}
