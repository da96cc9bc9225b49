import { explainError } from '../explain-error.js';
import { EXIT, type ExitCode, firstThatApplies } from '../exit-codes.js';
import type { Io } from '../io.js';
import { Interrupted, Interrupts } from './interrupts.js';
import { createProgress, type Progress } from './progress.js';

/** What a command that starts containers tells on stderr, and how it hears of signals. */
export interface Interruptible {
  readonly progress: Progress;
  readonly interrupts: Interrupts;
}

/** Runs a command that starts containers; errors and signals that end it become text and an exit code. */
export async function interruptible(
  io: Io,
  quiet: boolean,
  command: (session: Interruptible) => Promise<ExitCode>,
): Promise<ExitCode> {
  const progress = createProgress(io, quiet);
  const interrupts = new Interrupts(
    (text) => progress.warn(text),
    (error) => explainError(error, io),
  );
  try {
    return await command({ progress, interrupts });
  } catch (error) {
    if (!(error instanceof Interrupted))
      return firstThatApplies([explainError(error, io), interrupts.code ?? EXIT.ok]);
    io.err('nothing was started\n');
    return interrupts.code ?? EXIT.interrupt;
  } finally {
    interrupts.close();
  }
}
