/** A log that cannot be read, or whose records contradict each other: exit code 4. `message` says where and what. */
export class LogReadError extends Error {
  override readonly name = 'LogReadError';
}

/** A log that cannot be written, so that the run must not go on: exit code 4. `message` names the file. */
export class LogWriteError extends Error {
  override readonly name = 'LogWriteError';
}
