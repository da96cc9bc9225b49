import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogRecord } from '../../../src/log/records.js';
import { LOG_FILE } from '../../../src/log/writer.js';

/** How many records of a kind a run's log has by now; 0 where there is none yet. */
export function countOf(runFolder: string, kind: string): number {
  return textOf(runFolder).split(`{"kind":"${kind}"`).length - 1;
}

/** All that a run's log has by now, but a last record that is not whole. */
export function recordsOf(runFolder: string): readonly LogRecord[] {
  return textOf(runFolder)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LogRecord);
}

function textOf(runFolder: string): string {
  try {
    return readFileSync(join(runFolder, LOG_FILE), 'utf8');
  } catch {
    return '';
  }
}
