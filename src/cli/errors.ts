/** The command line or an input file is wrong; `message` says where and what would be right. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Docker or an image is not there; `message` ends with the mend. Exit code 3. */
export class DockerMissing extends Error {
  override readonly name = 'DockerMissing';
}

/** Standard output takes no more, though somebody wants it. Exit code 4, like a log that cannot be written. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}
