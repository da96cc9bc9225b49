import type { RunRecorder } from '../driver/drive.js';
import { makeRunFolder } from '../log/run-folder.js';
import { createLogWriter, type LogWriter } from '../log/writer.js';
import type { LogRecord, Recorder } from '../log/records.js';

/**
 * Begins the log of a run in a folder, which is made where it is missing.
 * @throws LogWriteError
 */
export function openLog(folder: string): LogWriter {
  makeRunFolder(folder);
  return createLogWriter(folder);
}

/** Hands every record to the log first, if there is one, and then to the others. */
export function teeRecorder(log: LogWriter | undefined, ...others: readonly Recorder[]): RunRecorder {
  return {
    append(record: LogRecord) {
      log?.append(record);
      for (const other of others) other.append(record);
    },
    flush: () => log?.flush(),
  };
}
