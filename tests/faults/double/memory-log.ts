import type { RunRecorder } from '../../../src/driver/drive.js';
import type { LogRecord } from '../../../src/log/records.js';

/** How long a record may stay in memory only, as in the real writer; milliseconds. */
const LONGEST_BUFFERED = 100;

/** A log of which it is known what the death of its writer would leave. */
export class MemoryLog implements RunRecorder {
  /** What a reader would find. */
  readonly kept: LogRecord[];
  private buffered: LogRecord[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  /** @param before what the log holds already */
  constructor(before: readonly LogRecord[] = []) {
    this.kept = [...before];
  }

  append(record: LogRecord): void {
    if (this.isOver) return;
    this.buffered.push(record);
    this.timer ??= setTimeout(() => this.flush(), LONGEST_BUFFERED);
  }

  flush(): undefined {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.kept.push(...this.buffered.splice(0));
  }

  /** Its writer dies. What it had not handed to the operating system is lost, or was handed over just then. */
  end(buffered: 'lost' | 'kept'): void {
    if (buffered === 'kept') this.flush();
    clearTimeout(this.timer);
    this.buffered = [];
    this.isOver = true;
  }
}
