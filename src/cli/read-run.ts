import { readLog } from '../log/reader.js';
import type { LogRecord } from '../log/records.js';
import { printable } from '../workload/printable.js';
import type { Io } from './io.js';

/**
 * The records of a run's log; a tail that was cut is told on stderr and left out.
 * @param path the log, or the folder of its run
 * @throws LogReadError
 */
export async function* readRun(path: string, io: Pick<Io, 'err'>): AsyncGenerator<LogRecord, void> {
  let cut = 0;
  yield* readLog(path, { onTail: (tail) => (cut = tail.cut) });
  if (cut === 0) return;
  const what = `the last ${cut} ${cut === 1 ? 'byte' : 'bytes'} of the log of ${printable(path)}`;
  io.err(`note: ${what} are half a record, and left out\n`);
}
