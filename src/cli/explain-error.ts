import { RuleError } from '../core/errors.js';
import { DockerError } from '../executors/docker/daemon/client.js';
import { CoresTaken } from '../executors/docker/ownership/core-lock.js';
import { ImageError } from '../image/image-error.js';
import { LogReadError, LogWriteError } from '../log/errors.js';
import { RunGoesOn } from '../log/run-lock.js';
import { PlanError } from '../planning/plan-error.js';
import { printable } from '../workload/printable.js';
import { InvalidWorkload } from '../workload/problem.js';
import { DockerMissing, UsageError, WriteError } from './errors.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import type { Io } from './io.js';

type ErrorClass = new (...args: never[]) => Error;

/** What each kind of error that a user can do something about means. */
const CODES: readonly (readonly [ErrorClass, ExitCode])[] = [
  [InvalidWorkload, EXIT.usage],
  [UsageError, EXIT.usage],
  [PlanError, EXIT.usage],
  [RuleError, EXIT.usage],
  [DockerMissing, EXIT.dockerMissing],
  [DockerError, EXIT.dockerMissing],
  [CoresTaken, EXIT.dockerMissing],
  [RunGoesOn, EXIT.dockerMissing],
  [ImageError, EXIT.dockerMissing],
  [LogReadError, EXIT.logOrDifference],
  [LogWriteError, EXIT.logOrDifference],
  [WriteError, EXIT.logOrDifference],
];

/** The one place where errors become text and an exit code. */
export function explainError(error: unknown, io: Io): ExitCode {
  const known = CODES.find(([kind]) => error instanceof kind);
  if (known !== undefined && error instanceof Error) {
    // The problems of a workload begin with their places, so that editors can jump there.
    const text = error instanceof InvalidWorkload ? error.message : `error: ${error.message}`;
    io.err(`${printableLines(text)}\n`);
    return known[1];
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(
    `tfsched has a bug: ${printableLines(details)}\nPlease report it with the command line and the workload file.\n`,
  );
  return EXIT.bug;
}

/** What users, files and daemons have named may hold what a terminal would obey. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
