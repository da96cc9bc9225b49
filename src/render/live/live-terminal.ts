import type { LogRecord, Recorder } from '../../log/records.js';
import { textWidth } from '../layout/grid.js';
import { createLines } from '../lines.js';
import { advance, emptyLiveState } from './live-state.js';
import { drawLive } from './live.js';

/** The terminal that a view is drawn on: what of process.stderr is needed. */
export interface Terminal {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

export interface LiveTerminalOptions {
  readonly terminal: Terminal;
  readonly color: boolean;
  /** Seconds on the run's clock. */
  readonly clock: () => number;
}

/** A live view on a terminal, fed with the records of the run. */
export interface LiveTerminal extends Recorder {
  /** A line for people, left standing above the view. */
  tell(line: string): void;
  /** Takes the view away and gives the cursor back: what is printed next stands where the view began. Safe to call twice. */
  close(): void;
}

/** Frames are not nearer than that, however much happens; milliseconds. */
const SHORTEST_FRAME = 100;

/** The time goes on while nothing happens; milliseconds. */
const LONGEST_FRAME = 500;

const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';
const CLEAR_TO_END = '\u001b[J';
const CLEAR_LINE = '\u001b[K';

/**
 * Draws the live view of a run, and draws it again when something happened. Warnings and errors are left standing above it.
 * Its timers keep no process alive, and a process that ends without `close` still gives the cursor back.
 */
export function createLiveTerminal({ terminal, color, clock }: LiveTerminalOptions): LiveTerminal {
  const state = emptyLiveState();
  const lineOf = createLines();
  let drawn: readonly string[] = [];
  let open = true;
  let soon: NodeJS.Timeout | undefined;
  const showCursor = (): void => void terminal.write(SHOW_CURSOR);
  const tick = setInterval(draw, LONGEST_FRAME).unref();
  terminal.write(HIDE_CURSOR);
  terminal.on('resize', draw);
  process.once('exit', showCursor);

  function append(record: LogRecord): void {
    advance(state, record);
    const line = lineOf(record);
    if (record.kind === 'note' && record.level !== 'info' && line !== undefined) tell(line);
    else if (open) soon ??= setTimeout(draw, SHORTEST_FRAME).unref();
  }

  function tell(line: string): void {
    terminal.write(open ? `${home()}${CLEAR_TO_END}${line}\n` : `${line}\n`);
    drawn = [];
    draw();
  }

  function draw(): void {
    clearTimeout(soon);
    soon = undefined;
    if (!open) return;
    const { columns = 80, rows = 24 } = terminal;
    // The last line of the terminal is left to the cursor: a newline on it would scroll.
    const lines = drawLive(state, clock(), columns, Math.max(1, rows - 1), color);
    const text = lines.map((line) => `${line}${CLEAR_LINE}\n`).join('');
    terminal.write(`${home()}${text}${CLEAR_TO_END}`);
    drawn = lines;
  }

  /** Back to where the view begins; a line that is wider than a terminal that shrank takes several by now. */
  function home(): string {
    const { columns = 80 } = terminal;
    const height = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / columns)), 0);
    return height === 0 ? '\r' : `\r\u001b[${height}A`;
  }

  function close(): void {
    if (!open) return;
    open = false;
    clearInterval(tick);
    clearTimeout(soon);
    terminal.off('resize', draw);
    process.off('exit', showCursor);
    terminal.write(`${home()}${CLEAR_TO_END}${SHOW_CURSOR}`);
  }

  return { append, tell, close };
}
