import { processIo } from './io.js';
import { main } from './main.js';

/** The program: the one place that sets the exit code of the process. */
export async function runProcess(): Promise<void> {
  // A reader that has seen enough (`| head -1`) ends the output, not the run.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  process.exitCode = await main(process.argv.slice(2), processIo());
}
