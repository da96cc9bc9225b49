import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { LogWriteError } from './errors.js';
import type { LogRecord, Recorder } from './records.js';
import { systemError } from './system-error.js';
import { jsonText } from '../workload/printable.js';

/** The log's name in the folder of its run. */
export const LOG_FILE = 'events.jsonl';

/** More than this many characters are not kept in memory. */
const MOST_BUFFERED = 1 << 20;

/** How long a record may stay in memory only, while nobody asks for more; milliseconds. */
const LONGEST_BUFFERED = 100;

export interface LogWriterOptions {
  /**
   * Goes on with the log that is there, from this byte offset: what the reader gave as the end of the last good record.
   * Without it there must be no log yet.
   */
  readonly continueAt?: number;
}

/**
 * The log of a run while it is written. Every method throws LogWriteError when the disk is full, read-only or failing, also
 * for what was written earlier in the background.
 */
export interface LogWriter extends Recorder {
  readonly file: string;
  /** Puts a record after those before it. It is in memory only until the next flush, or for a tenth of a second. */
  append(record: LogRecord): void;
  /**
   * Hands everything to the operating system: from then on it survives the death of this process. What survives the
   * machine's follows in the background, grouped; a run that is resumed trusts the labels of its containers more than
   * its log (design 5.3), and to wait for the disk would delay every dispatch.
   */
  flush(): undefined;
  /** Everything is on the disk when this resolves. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the log in the folder of a run, which must exist. The file can be read by its owner only.
 * @throws LogWriteError when it cannot be opened, or there is one already
 */
export function createLogWriter(folder: string, options: LogWriterOptions = {}): LogWriter {
  const file = join(folder, LOG_FILE);
  const descriptor = openLog(file, options.continueAt);
  const sync = createGroupedSync(descriptor);
  let buffered = '';
  let timer: NodeJS.Timeout | undefined;
  let open = true;

  function fail(error: unknown): never {
    throw new LogWriteError(`cannot write the log ${file}: ${reasonOf(error)}`, { cause: error });
  }

  function append(record: LogRecord): void {
    if (!open) fail(new Error('it is closed'));
    buffered += `${jsonText(record)}\n`;
    if (buffered.length > MOST_BUFFERED) flush();
    else timer ??= setTimeout(flushInBackground, LONGEST_BUFFERED).unref();
  }

  function flush(): undefined {
    clearTimeout(timer);
    timer = undefined;
    if (sync.failure !== undefined) fail(sync.failure);
    if (buffered === '') return;
    const bytes = Buffer.from(buffered);
    buffered = '';
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
    } catch (error) {
      // A line that was cut must stay the last one: nothing may be written after it.
      sync.failure = error;
      fail(error);
    }
    sync.request();
  }

  function flushInBackground(): void {
    try {
      flush();
    } catch {
      // Kept as the writer's failure: the next call throws it to somebody who can end the run.
    }
  }

  async function close(): Promise<void> {
    if (!open) return;
    open = false;
    try {
      flush();
      await sync.idle();
      fsyncSync(descriptor);
    } catch (error) {
      if (error instanceof LogWriteError) throw error;
      fail(error);
    } finally {
      clearTimeout(timer);
      closeSync(descriptor);
    }
  }

  return { file, append, flush, close };
}

function openLog(file: string, continueAt: number | undefined): number {
  try {
    if (continueAt === undefined) return openSync(file, 'ax', 0o600);
    const descriptor = openSync(file, constants.O_WRONLY | constants.O_APPEND);
    if (fstatSync(descriptor).size > continueAt) ftruncateSync(descriptor, continueAt);
    return descriptor;
  } catch (error) {
    throw new LogWriteError(`cannot write the log ${file}: ${reasonOf(error)}`, { cause: error });
  }
}

interface GroupedSync {
  /** What went wrong in the background. */
  failure: unknown;
  /** At most one is under way; requests in the meantime become one. */
  request(): void;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
}

function createGroupedSync(descriptor: number): GroupedSync {
  let underWay: Promise<void> | undefined;
  let again = false;
  const sync: GroupedSync = {
    failure: undefined,
    request() {
      if (underWay !== undefined) {
        again = true;
        return;
      }
      underWay = new Promise((resolve) => {
        fdatasync(descriptor, (error) => {
          underWay = undefined;
          if (error !== null && !cannotSync(error)) sync.failure ??= error;
          if (again) {
            again = false;
            sync.request();
          }
          resolve(underWay);
        });
      });
    },
    async idle() {
      while (underWay !== undefined) await underWay;
    },
  };
  return sync;
}

/** Pipes and some file systems of containers have no sync; what is written there is as safe as it gets. */
function cannotSync(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EINVAL' || error.code === 'ENOTSUP' || error.code === 'ENOSYS';
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk; free some, or choose another folder with --out',
  EDQUOT: 'the disk quota is used up; free some, or choose another folder with --out',
  EROFS: 'the file system is read-only; choose another folder with --out',
  EACCES: 'permission denied; choose another folder with --out',
  EEXIST: 'there is the log of another run; choose another folder with --out',
  ENOENT: 'the folder is not there',
};

/** What an error of the file system means for a run's folder or its log, with the mend. */
export function reasonOf(error: unknown): string {
  const { code, message } = systemError(error);
  return REASONS[code] ?? message;
}
