import { FrameReader, type Channel } from './frames.js';
import type { LogFile } from './log-file.js';
import { ProgressThrottle, ProtocolReader, type ProgramEvent } from './protocol.js';

/** What an armed container prints once its program is about to start. It is never part of a job's output. */
export const MARK = 'tfsched:started\n';

/** Who hears of what is in a container's output. */
export interface OutputListener {
  /** The program is about to start. Comes once, before anything else. */
  marked(): void;
  program(event: ProgramEvent): void;
  /** Something of the log is lost: the sentence says what. */
  lostLog(sentence: string): void;
}

export interface OutputOptions {
  readonly log: LogFile;
  /** Bytes that it wrote before anybody listened here, and that are not asked for. */
  readonly before?: number;
  /** The container prints MARK before its program's output. */
  readonly marks: boolean;
  /** Its program writes the runner's protocol. */
  readonly protocol: boolean;
  /** Seconds on the run's clock. */
  readonly now: () => number;
}

/** At most one progress notice a job in so many seconds. */
const PROGRESS_INTERVAL = 1;

const MARK_BYTES = Buffer.from(MARK);

/** What a container writes: to its log file, without MARK, and as events where it speaks the protocol. */
export class Output {
  private readonly frames: FrameReader;
  private readonly reader: ProtocolReader | undefined;
  private readonly throttle = new ProgressThrottle(PROGRESS_INTERVAL);
  private readonly seen: Record<Channel, number> = { stdout: 0, stderr: 0 };
  private readonly toSkip: Record<Channel, number> = { stdout: 0, stderr: 0 };
  private markBytes: number;
  private isDone = false;
  private stream = 0;

  constructor(
    private readonly options: OutputOptions,
    private readonly listener: OutputListener,
  ) {
    this.frames = new FrameReader((channel, piece) => {
      this.take(channel, piece);
    });
    this.reader = options.protocol ? new ProtocolReader((event) => this.tell(event)) : undefined;
    this.seen.stdout = options.before ?? 0;
    this.markBytes = options.marks ? 0 : MARK_BYTES.length;
  }

  /** The program was seen to start. */
  get isMarked(): boolean {
    return this.options.marks && this.markBytes === MARK_BYTES.length;
  }

  /** Its program speaks the protocol, and has not said that it is done. */
  get lacksEnd(): boolean {
    return this.options.protocol && !this.isDone;
  }

  /**
   * What came from the container, as it came.
   *
   * @param stream of which it is; where another has begun since, it is passed over
   */
  push(chunk: Buffer, stream = this.stream): void {
    if (stream === this.stream) this.frames.push(chunk);
  }

  /**
   * The next chunk is the first of a stream.
   *
   * @param replay it begins with the container's first byte again: what was seen before is passed over
   * @returns its number
   */
  streamBegins(replay: boolean): number {
    this.frames.reset();
    this.toSkip.stdout = replay ? this.seen.stdout : 0;
    this.toSkip.stderr = replay ? this.seen.stderr : 0;
    return ++this.stream;
  }

  /** Bytes that the container has written. */
  get bytes(): number {
    return this.seen.stdout + this.seen.stderr;
  }

  /** Tells what was held back. */
  flush(): void {
    const held = this.throttle.takeHeld();
    if (held !== undefined) this.listener.program(held);
  }

  /** Nothing more will come. */
  close(): void {
    this.flush();
    this.options.log.close();
  }

  private take(channel: Channel, whole: Buffer): void {
    let piece = whole;
    if (this.toSkip[channel] > 0) {
      piece = whole.subarray(this.toSkip[channel]);
      this.toSkip[channel] -= whole.length - piece.length;
    }
    this.seen[channel] += piece.length;
    if (channel === 'stdout') {
      piece = this.withoutMark(piece);
      this.reader?.push(piece);
    }
    this.log(piece);
  }

  private withoutMark(piece: Buffer): Buffer {
    if (this.markBytes === MARK_BYTES.length) return piece;
    const taken = Math.min(piece.length, MARK_BYTES.length - this.markBytes);
    this.markBytes += taken;
    if (this.markBytes === MARK_BYTES.length) this.listener.marked();
    return piece.subarray(taken);
  }

  private log(piece: Buffer): void {
    const { log } = this.options;
    try {
      if (log.write(piece) === 'cut') this.listener.lostLog(`the log was cut at its limit: ${log.path}`);
    } catch (error) {
      this.listener.lostLog(`the log is lost: ${(error as Error).message}`);
    }
  }

  private tell(event: ProgramEvent): void {
    if (event.event === 'done') this.isDone = true;
    if (this.throttle.lets(event, this.options.now())) this.listener.program(event);
  }
}
