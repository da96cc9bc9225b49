/** Where a command writes and what it may know of its surroundings; handed in, so that commands can be tested. */
export interface Io {
  /** Results only. */
  out(text: string): void;
  /** Progress, notices and errors. */
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Columns of the terminal that stdout is, or the width that reports have elsewhere. */
  readonly width: number;
  /** Colour on stdout: a terminal, and no NO_COLOR (no-color.org). */
  readonly color: boolean;
  /** The same for stderr. */
  readonly colorOfStderr: boolean;
}

/** Columns of a report that is not printed to a terminal. */
export const DEFAULT_WIDTH = 100;

/** The process's own. */
export function processIo(): Io {
  const { env, stdout, stderr } = process;
  const noColor = (env.NO_COLOR ?? '') !== '';
  const forced = (env.FORCE_COLOR ?? '') !== '' && env.FORCE_COLOR !== '0';
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    env,
    stdoutIsTerminal: stdout.isTTY,
    stderrIsTerminal: stderr.isTTY,
    // A terminal that does not know its size says 0.
    width: stdout.isTTY && stdout.columns > 0 ? stdout.columns : DEFAULT_WIDTH,
    color: !noColor && (forced || stdout.isTTY),
    colorOfStderr: !noColor && (forced || stderr.isTTY),
  };
}
