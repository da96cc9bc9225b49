/** An image cannot be built, found or removed; `message` says why and ends with the mend. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
}

/** What went wrong, in one line: Docker's own words where it has some. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // The Docker client's own preface, in front of the daemon's words.
  return message.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
}

/** The HTTP status of Docker's answer, or undefined when the error is none of Docker's answers. */
export function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
