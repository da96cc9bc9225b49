import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LogReadError } from './errors.js';
import { asRecord } from './record-schema.js';
import { LOG_VERSION, type LogRecord } from './records.js';
import { systemError } from './system-error.js';
import { LOG_FILE } from './writer.js';

/** Where a log ends. A run that was killed may leave half a line; whatever was in it was not acted upon yet. */
export interface LogTail {
  /** Byte offset after the last good record: where a resumed run goes on writing. */
  readonly offset: number;
  /** Bytes after it; 0 for a log that is whole. */
  readonly cut: number;
}

export interface ReadLogOptions {
  /** Called once, after the last record. */
  readonly onTail?: (tail: LogTail) => void;
}

/** No record is near as long: whatever is, is not a log. */
const LONGEST_LINE = 16 << 20;

const NEWLINE = 0x0a;

/**
 * The records of a log in their order. A last line without its newline is left out and told to `onTail`.
 * @param path the log, or the folder of its run
 * @throws LogReadError, naming file and line, when there is no log, it is of another version, or a line is broken
 */
export async function* readLog(path: string, options: ReadLogOptions = {}): AsyncGenerator<LogRecord, void> {
  const file = locateLog(path);
  let line = 0;
  let offset = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunksOf(file)) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      line += 1;
      yield readLine(bytes.toString('utf8', start, end), file, line);
      start = end + 1;
    }
    offset += start;
    rest = bytes.subarray(start);
    if (rest.length > LONGEST_LINE)
      throw new LogReadError(`${file}:${line + 1}: the line is too long for a log`);
  }
  if (line === 0)
    throw new LogReadError(`${file}: the log has no record: its run was stopped before it began`);
  options.onTail?.({ offset, cut: rest.length });
}

async function* chunksOf(file: string): AsyncGenerator<Buffer, void> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) yield chunk as Buffer;
  } catch (error) {
    throw new LogReadError(`cannot read the log ${file}: ${systemError(error).message}`, { cause: error });
  }
}

function locateLog(path: string): string {
  let stat;
  try {
    stat = statSync(path);
    if (!stat.isDirectory()) return path;
    const file = join(path, LOG_FILE);
    statSync(file);
    return file;
  } catch (error) {
    const { code, message } = systemError(error);
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    const reason = isMissing ? `there is no ${existsSync(path) ? LOG_FILE : 'such folder'}` : message;
    throw new LogReadError(`no log in ${path}: ${reason}`, { cause: error });
  }
}

function readLine(text: string, file: string, line: number): LogRecord {
  const place = `${file}:${line}`;
  const value = parse(text, place);
  if (line === 1) checkHeader(value, file);
  const record = asRecord(value);
  if (typeof record === 'string') throw new LogReadError(`${place}: ${record}`);
  if (line > 1 && record.kind === 'run')
    throw new LogReadError(`${place}: a second run begins in the same log`);
  return record;
}

function parse(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new LogReadError(`${place}: the line is not JSON`, { cause: error });
  }
}

function checkHeader(value: unknown, file: string): void {
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'run') {
    throw new LogReadError(`${file}: not a log of tfsched: it does not begin with a run record`);
  }
  const version = 'version' in value ? value.version : undefined;
  if (version !== LOG_VERSION) {
    throw new LogReadError(
      `${file}: the log has version ${JSON.stringify(version)}, this tfsched reads version ${LOG_VERSION}`,
    );
  }
}
