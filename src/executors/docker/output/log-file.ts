import { closeSync, constants, openSync, writeSync } from 'node:fs';

/** How a log file takes what is written to it. */
export type Taken = 'all' | 'cut' | 'nothing';

/** What is there is added to or replaced, but a link in its place is not followed. */
const FURTHER = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
const ANEW = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;

/**
 * A job's log: made when the first byte comes, cut at a limit. Writes go to the page cache and do not wait for a disk, so
 * they are synchronous: a job's last output is in the file when its exit is told.
 */
export class LogFile {
  private descriptor: number | undefined;
  private full = false;

  /** @param bytes of it that are there already, and stay */
  constructor(
    readonly path: string,
    private readonly limit: number,
    private bytes = 0,
  ) {}

  /**
   * `cut` comes once, when the limit is reached. @throws the file system's error, once; later pieces are dropped
   */
  write(piece: Buffer): Taken {
    if (this.full || piece.length === 0) return 'nothing';
    const room = this.limit - this.bytes;
    const kept = piece.length > room ? piece.subarray(0, room) : piece;
    this.append(kept);
    this.bytes += kept.length;
    if (kept.length === piece.length) return 'all';
    this.append(Buffer.from(`\n[tfsched: cut here, at ${this.limit} bytes]\n`));
    this.full = true;
    return 'cut';
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
    this.full = true;
  }

  private append(data: Buffer): void {
    try {
      this.descriptor ??= openSync(this.path, this.bytes > 0 ? FURTHER : ANEW, 0o600);
      for (let at = 0; at < data.length;) at += writeSync(this.descriptor, data, at);
    } catch (error) {
      this.full = true;
      throw error;
    }
  }
}
