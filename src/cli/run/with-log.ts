import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_FILE, type LogWriter } from '../../log/writer.js';
import { openLog } from '../run-log.js';

/**
 * Opens the log of a run for as long as `use` takes. Where nothing was written into it, it is as if there had been no run: the
 * folder is taken away again, or only the log where the folder was there before.
 * @throws LogWriteError
 */
export async function withLog<T>(folder: string, use: (log: LogWriter) => Promise<T>): Promise<T> {
  const wasThere = existsSync(folder);
  const log = openLog(folder);
  try {
    return await use(log);
  } finally {
    await log.close();
    const file = join(folder, LOG_FILE);
    if (statSync(file, { throwIfNoEntry: false })?.size === 0)
      rmSync(wasThere ? file : folder, { recursive: true, force: true });
  }
}
