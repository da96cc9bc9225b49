import type { LogRecord, Recorder } from '../../log/records.js';
import { createLines } from '../../render/lines.js';
import { createLiveTerminal, type LiveTerminal, type Terminal } from '../../render/live/live-terminal.js';
import { printableLines } from '../explain-error.js';
import type { Io } from '../io.js';

/** What a run tells on stderr while it goes on. */
export interface Progress {
  /** One line for people; not with `--quiet`. */
  say(text: string): void;
  /** One line, always. */
  warn(text: string): void;
  arming(armed: number, of: number): void;
  /** Shows the run as it goes: drawn on a terminal, in plain lines elsewhere. */
  readonly view: Recorder;
  /** What a resumed run has behind it: the view goes on from there. `at`: seconds on the run's clock. */
  recall(records: readonly LogRecord[], at: number): void;
  /** Fetches an image and tells how far it is. */
  pull(image: string): Promise<void>;
  /** Leaves the terminal as it was. Safe to call twice. */
  end(): void;
}

export function createProgress(io: Io, quiet: boolean): Progress {
  const isDrawn = io.stderrIsTerminal && !quiet;
  let drawn: LiveTerminal | undefined;
  let view: Recorder | undefined;
  // Names of images, what a daemon or registry says: none of it is ours.
  const warn = (text: string): void =>
    drawn === undefined ? io.err(`${printableLines(text)}\n`) : drawn.tell(printableLines(text));
  const say = quiet ? (): void => undefined : warn;
  return {
    say,
    warn,
    arming(armed, of) {
      if (isDrawn) io.err(`\rarming ${armed} of ${of} containers${armed === of ? '\n' : ''}`);
      else if (armed === of) say(`armed ${of} ${of === 1 ? 'container' : 'containers'}`);
    },
    view: {
      append(record) {
        view ??= isDrawn ? (drawn = drawnView(io)) : lineView(warn, quiet);
        view.append(record);
      },
    },
    recall(records, at) {
      const past = records.filter(({ kind }) => kind !== 'note');
      if (isDrawn) view = drawn = drawnView(io, at);
      else view = lineView(warn, quiet, past);
      if (isDrawn) for (const record of past) view.append(record);
    },
    async pull(image) {
      const [{ connectForImages }, { pullImage }] = await Promise.all([
        import('../../image/connection.js'),
        import('../../image/pull-image.js'),
      ]);
      say(`pulling ${image}`);
      await pullImage(connectForImages(), image, say);
    },
    end: () => drawn?.close(),
  };
}

/** A terminal that does not know its size says 0. */
const stderrTerminal: Terminal = {
  get columns() {
    return process.stderr.columns || 80;
  },
  get rows() {
    return process.stderr.rows || 24;
  },
  write: (text) => process.stderr.write(text),
  on: (event, listener) => process.stderr.on(event, listener),
  off: (event, listener) => process.stderr.off(event, listener),
};

/** The run's clock starts with its first record, as near as a view needs it. */
function drawnView(io: Io, at = 0): LiveTerminal {
  const since = performance.now() - at * 1000;
  return createLiveTerminal({
    terminal: stderrTerminal,
    color: io.colorOfStderr,
    clock: () => (performance.now() - since) / 1000,
  });
}

/** With `--quiet` only warnings and errors are left. */
function lineView(write: (text: string) => void, quiet: boolean, past: readonly LogRecord[] = []): Recorder {
  const lineOf = createLines();
  for (const record of past) lineOf(record);
  return {
    append(record: LogRecord) {
      const line = lineOf(record);
      const isImportant = record.kind === 'note' && record.level !== 'info';
      if (line !== undefined && (!quiet || isImportant)) write(line);
    },
  };
}
