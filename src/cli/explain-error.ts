import { RuleError } from '../core/errors.js';
import { LogReadError } from '../log/errors.js';
import { InvalidWorkload } from '../workload/problem.js';
import { DockerMissing, UsageError } from './errors.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Io } from './io.js';

/** The one place where errors become text and an exit code. */
export function explainError(error: unknown, io: Io): ExitCode {
  if (error instanceof InvalidWorkload) return say(io, error.message, EXIT.usage);
  if (error instanceof UsageError) return say(io, `error: ${error.message}`, EXIT.usage);
  if (error instanceof RuleError) return say(io, `error: ${error.message}`, EXIT.usage);
  if (error instanceof DockerMissing) return say(io, `error: ${error.message}`, EXIT.dockerMissing);
  if (error instanceof LogReadError) return say(io, `error: ${error.message}`, EXIT.logOrDifference);
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return say(
    io,
    `tfsched has a bug: ${details}\nPlease report it with the command line and the workload file.`,
    EXIT.bug,
  );
}

function say(io: Io, text: string, code: ExitCode): ExitCode {
  io.err(`${text}\n`);
  return code;
}
