import {
  DockerError,
  type Attachment,
  type ContainerEvent,
  type EventKind,
  type EventStream,
  type StreamHandlers,
} from './client.js';
import { asDockerError } from './dockerode-shapes.js';

/** A container's streams over the socket that Docker handed over. */
export function openAttachment(socket: NodeJS.ReadWriteStream, handlers: StreamHandlers<Buffer>): Attachment {
  const settle = endOnce(socket, handlers);
  socket.on('data', (chunk: Buffer) => handlers.data(chunk));
  return {
    write(text) {
      if (!socket.writable) throw new DockerError('the stream to the container is gone', undefined, 'EPIPE');
      socket.write(text);
    },
    pauseFlow: () => void socket.pause(),
    resumeFlow: () => void socket.resume(),
    close() {
      settle.silence();
      destroy(socket);
    },
  };
}

/** The daemon's events, one JSON object a line. */
export function openEvents(
  stream: NodeJS.ReadableStream,
  handlers: StreamHandlers<ContainerEvent>,
): EventStream {
  const settle = endOnce(stream, handlers);
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = parseEvent(line);
      if (event !== undefined) handlers.data(event);
    }
  });
  return {
    close() {
      settle.silence();
      destroy(stream);
    },
  };
}

function destroy(stream: NodeJS.ReadableStream): void {
  (stream as unknown as { destroy(): void }).destroy();
}

/** Reports the end of a stream once, with the error when there was one. */
function endOnce(stream: NodeJS.ReadableStream, handlers: StreamHandlers<never>): { silence(): void } {
  let over = false;
  const end = (error?: unknown): void => {
    if (over) return;
    over = true;
    handlers.ended(error === undefined ? undefined : asDockerError(error));
  };
  stream.on('error', end);
  stream.on('aborted', () => end(new DockerError('the connection to Docker broke', undefined, 'ECONNRESET')));
  stream.on('end', () => end());
  stream.on('close', () => end());
  return {
    silence() {
      over = true;
    },
  };
}

const KINDS: ReadonlySet<string> = new Set<EventKind>([
  'die',
  'oom',
  'kill',
  'pause',
  'unpause',
  'update',
  'destroy',
]);

/** Undefined for a line that is no event of a kind that we know. */
function parseEvent(line: string): ContainerEvent | undefined {
  if (line.trim() === '') return undefined;
  let answer: {
    Action?: string;
    Actor?: { ID?: string; Attributes?: { exitCode?: string; signal?: string } };
    timeNano?: number;
  };
  try {
    answer = JSON.parse(line) as typeof answer;
  } catch {
    return undefined;
  }
  const { Action: kind = '', Actor: actor } = answer;
  if (!KINDS.has(kind) || actor?.ID === undefined) return undefined;
  const exitCode = actor.Attributes?.exitCode;
  return {
    kind: kind as EventKind,
    id: actor.ID,
    exitCode: exitCode === undefined ? undefined : Number(exitCode),
    signal: actor.Attributes?.signal,
    // Read from the text: the number has more digits than a double holds.
    timeNano: /"timeNano":(\d+)/.exec(line)?.[1] ?? '0',
  };
}
