import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** Something of note on its way between a client and the daemon; `at` in milliseconds, when it was passed on. */
export interface Passing {
  readonly at: number;
  readonly what: 'die' | 'update' | 'updated' | 'line';
}

export interface Tap {
  /** For DOCKER_HOST. */
  readonly address: string;
  /** What has passed so far, in order; forgotten by this. */
  take(): readonly Passing[];
  close(): void;
}

/**
 * Listens at `path` and passes everything on to the daemon's socket and back, noting the time of what a hand-over consists of.
 * So it is seen from outside what a client does between the daemon's word and its own next one.
 */
export async function openTap(path: string, daemon: string): Promise<Tap> {
  let passed: Passing[] = [];
  const sockets = new Set<Socket>();
  const note = (what: Passing['what']): void => void passed.push({ at: performance.now(), what });
  const server = createServer((client) => {
    const upstream = createConnection(daemon);
    let awaitsAnswer = false;
    client.on('data', (chunk) => {
      const what = requestIn(chunk);
      if (what === 'update') awaitsAnswer = true;
      if (what !== undefined) note(what);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      client.write(chunk);
      if (awaitsAnswer) note('updated');
      else if (isDeath(chunk)) note('die');
      awaitsAnswer = false;
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('end', () => other.end());
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await listen(server, path);
  return {
    address: `unix://${path}`,
    take() {
      const taken = passed;
      passed = [];
      return taken;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

/** The start of a dispatch's first call, or the line that starts a program. */
function requestIn(chunk: Buffer): 'update' | 'line' | undefined {
  if (chunk.length < 8) return chunk.toString('latin1') === 'go\n' ? 'line' : undefined;
  return /^POST \S*\/containers\/\w+\/update\W/.test(chunk.toString('latin1', 0, 200)) ? 'update' : undefined;
}

function isDeath(chunk: Buffer): boolean {
  return chunk.includes('"Action":"die"');
}

/**
 * Milliseconds of the client's own in each hand-over: from the exit's event to the update, and from its answer to the line.
 * What is no hand-over, as the first dispatch and the last exit, is left out.
 */
export function ownParts(passed: readonly Passing[]): number[] {
  const parts: number[] = [];
  for (let first = 0; first + 3 < passed.length; first++) {
    const [die, update, updated, line] = passed.slice(first, first + 4);
    const kinds = [die, update, updated, line].map((passing) => passing?.what).join(' ');
    if (kinds !== 'die update updated line') continue;
    parts.push(update!.at - die!.at + (line!.at - updated!.at));
  }
  return parts;
}
