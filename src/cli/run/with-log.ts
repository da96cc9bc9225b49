import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lockRun } from '../../log/run-lock.js';
import { createLogWriter, LOG_FILE, type LogWriter } from '../../log/writer.js';
import { openLog } from '../run-log.js';
import { KEPT_FILES } from './run-file.js';

/**
 * Opens the log of a run for as long as `use` takes. Where nothing was written into it, it is as if there had been no run: the
 * folder is taken away again, or only what is the run's where the folder was there before.
 * @throws LogWriteError, RunGoesOn
 */
export async function withLog<T>(folder: string, use: (log: LogWriter) => Promise<T>): Promise<T> {
  const wasThere = existsSync(folder);
  const log = openLog(folder);
  try {
    return await useLocked(folder, log, use);
  } finally {
    if (statSync(join(folder, LOG_FILE), { throwIfNoEntry: false })?.size === 0) {
      const own = wasThere ? [LOG_FILE, ...KEPT_FILES].map((name) => join(folder, name)) : [folder];
      for (const path of own) rmSync(path, { recursive: true, force: true });
    }
  }
}

/**
 * Goes on with the log of a run, from this byte offset.
 * @throws LogWriteError
 */
export async function withLogFrom<T>(
  folder: string,
  continueAt: number,
  use: (log: LogWriter) => Promise<T>,
): Promise<T> {
  const log = createLogWriter(folder, { continueAt });
  try {
    return await use(log);
  } finally {
    await log.close();
  }
}

async function useLocked<T>(folder: string, log: LogWriter, use: (log: LogWriter) => Promise<T>): Promise<T> {
  const unlock = lockRun(folder);
  try {
    return await use(log);
  } finally {
    await log.close();
    unlock();
  }
}
