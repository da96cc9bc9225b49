import type { Terminal } from '../../src/render/live/live-terminal.js';

/** A terminal that obeys the few sequences of the live view, so that tests see what a person would. */
export class Screen implements Terminal {
  columns = 80;
  rows = 24;
  cursorShown = true;
  writes = 0;
  private lines: string[] = [''];
  private row = 0;
  private column = 0;
  private readonly listeners = new Set<() => void>();

  write(text: string): void {
    this.writes += 1;

    for (const [token] of text.matchAll(/\u001b\[\??(\d*)[A-Za-z]|[^]/g)) this.obey(token);
  }

  on(_event: 'resize', listener: () => void): void {
    this.listeners.add(listener);
  }

  off(_event: 'resize', listener: () => void): void {
    this.listeners.delete(listener);
  }

  /** A terminal that is resized wraps its lines anew; here none is longer than it was. */
  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    for (const listener of [...this.listeners]) listener();
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  text(): string {
    return this.lines
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  private obey(token: string): void {
    const count = Number(/\d+/.exec(token)?.[0] ?? 1);
    if (token === '\n') this.down();
    else if (token === '\r') this.column = 0;
    else if (token.endsWith('A') && token.startsWith('\u001b')) this.row = Math.max(0, this.row - count);
    else if (token === '\u001b[J') {
      this.lines.length = this.row + 1;
      this.lines[this.row] = this.line().slice(0, this.column);
    } else if (token === '\u001b[K') this.lines[this.row] = this.line().slice(0, this.column);
    else if (token === '\u001b[?25l') this.cursorShown = false;
    else if (token === '\u001b[?25h') this.cursorShown = true;
    else if (!token.startsWith('\u001b')) this.put(token);
  }

  private put(char: string): void {
    this.lines[this.row] =
      this.line().padEnd(this.column).slice(0, this.column) + char + this.line().slice(this.column + 1);
    this.column += 1;
  }

  private down(): void {
    this.row += 1;
    this.column = 0;
    this.lines[this.row] ??= '';
  }

  private line(): string {
    return this.lines[this.row] ?? '';
  }
}
