import { WriteError } from './errors.js';
import { explainError } from './explain-error.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { processIo } from './io.js';
import { main } from './main.js';

/** A reader that has seen enough (`| head -1`) ends the output, not the run. */
const READER_IS_GONE: readonly unknown[] = ['EPIPE', 'ERR_STREAM_DESTROYED'];

/** What a signal has left under way, such as a pull, may end by itself for so long; milliseconds. */
const PATIENCE = 100;

const SIGNALS: readonly ExitCode[] = [EXIT.hangup, EXIT.interrupt, EXIT.terminate];

/** The program: the one place that sets the exit code of the process, or ends it. */
export async function runProcess(): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!READER_IS_GONE.includes(error.code))
      throw new WriteError(`the output cannot be written: ${error.message}`);
  });
  // There is nobody left to tell.
  process.stderr.on('error', () => undefined);
  const io = processIo();
  // What is thrown where nobody waits for it: Node would end with 1, which means that a job failed.
  process.on('uncaughtException', (error) => {
    // A run listens too, and first removes its containers.
    if (process.listenerCount('uncaughtException') === 1) process.exit(explainError(error, io));
  });
  const code = await main(process.argv.slice(2), io);
  process.exitCode = code;
  if (SIGNALS.includes(code)) setTimeout(() => process.exit(code), PATIENCE).unref();
}
