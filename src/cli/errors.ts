/** The command line or an input file is wrong; `message` says where and what would be right. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Docker or an image is not there; `message` ends with the mend. Exit code 3. */
export class DockerMissing extends Error {
  override readonly name = 'DockerMissing';
}

/** What it means that the daemon of DOCKER_HOST, or of the default socket, does not answer. */
export function noDaemon(error: unknown): DockerMissing {
  return new DockerMissing(
    `no Docker daemon answers: ${reasonOf(error)}\n\`tfsched doctor\` says what is missing and how to mend it`,
  );
}

/** What was thrown, in its own words. */
export function reasonOf(error: unknown): string {
  // Also those of another realm, as errors of the file system are within tests.
  const message = (error as { readonly message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : String(error);
}

/** What must be written cannot be: the results, or the lock of the cores. Exit code 4, like a log that cannot be written. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
}
