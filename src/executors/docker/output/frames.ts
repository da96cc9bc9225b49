/** Which standard stream a frame is of. */
export type Channel = 'stdout' | 'stderr';

const HEADER_BYTES = 8;
const STDERR = 2;

/**
 * Takes apart the stream of an attached container without a terminal: frames of a header (channel, three zeros, length)
 * and a payload. Payloads are handed on in pieces as they come, so a long frame is never held in memory.
 */
export class FrameReader {
  private readonly header = Buffer.alloc(HEADER_BYTES);
  private headerBytes = 0;
  private channel: Channel = 'stdout';
  private left = 0;

  constructor(private readonly onPiece: (channel: Channel, piece: Buffer) => void) {}

  /** Forgets a frame that was cut off: the next chunk begins with a header. */
  reset(): void {
    this.headerBytes = 0;
    this.left = 0;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.left > 0) {
        const piece = chunk.subarray(at, at + this.left);
        this.left -= piece.length;
        at += piece.length;
        this.onPiece(this.channel, piece);
        continue;
      }
      const taken = chunk.copy(this.header, this.headerBytes, at, at + HEADER_BYTES - this.headerBytes);
      this.headerBytes += taken;
      at += taken;
      if (this.headerBytes < HEADER_BYTES) return;
      this.headerBytes = 0;
      this.channel = this.header[0] === STDERR ? 'stderr' : 'stdout';
      this.left = this.header.readUInt32BE(4);
    }
  }
}
