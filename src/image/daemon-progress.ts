/** Called with one line of text, without its newline, for a person to follow. */
export type OnProgress = (line: string) => void;

/** A line of what the daemon streams while it builds, pulls or imports. */
interface DaemonLine {
  readonly stream?: string;
  readonly status?: string;
  /** The layer that a status is about. */
  readonly id?: string;
  /** A bar, in statuses that come many times a second. */
  readonly progress?: string;
  readonly error?: string;
}

/**
 * Reads to the end of a stream of the daemon and hands on the lines of its text.
 *
 * @throws Error with the daemon's words when it reports a failure or the stream breaks off
 */
export async function followDaemon(stream: NodeJS.ReadableStream, onLine: OnProgress): Promise<void> {
  for await (const json of lines(stream)) {
    const line = JSON.parse(json) as DaemonLine;
    if (line.error !== undefined) throw new Error(line.error.trim());
    if (line.progress !== undefined) continue;
    const status = line.id === undefined ? line.status : `${line.id}: ${line.status ?? ''}`;
    for (const part of (line.stream ?? status ?? '').split('\n')) {
      if (part.trim() !== '') onLine(part.trimEnd());
    }
  }
}

async function* lines(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter((part) => part.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}
