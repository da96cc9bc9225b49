import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openTap, ownParts, type Passing, type Tap } from '../bench/dispatch/tap.js';

const passed = (...passings: readonly (readonly [Passing['what'], number])[]): Passing[] =>
  passings.map(([what, at]) => ({ what, at }));

describe("the client's own part of a hand-over", () => {
  it('is from the exit to the update, and from its answer to the line', () => {
    expect(ownParts(passed(['die', 100], ['update', 101], ['updated', 115], ['line', 115.5]))).toEqual([1.5]);
  });

  it('leaves out the first dispatch and the last exit', () => {
    const chain = passed(
      ['update', 0],
      ['updated', 10],
      ['line', 11],
      ['die', 50],
      ['update', 52],
      ['updated', 60],
      ['line', 61],
      ['die', 99],
    );
    expect(ownParts(chain)).toEqual([3]);
  });

  it('leaves out hand-overs that something came between', () => {
    expect(ownParts(passed(['die', 0], ['die', 1], ['update', 2], ['line', 3], ['updated', 4]))).toEqual([]);
  });
});

describe('a tap', () => {
  let folder: string;
  let daemon: Server;
  let tap: Tap;
  let client: Socket;
  let served: Promise<Socket>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tfsched-tap-'));
    const socket = join(folder, 'daemon.sock');
    daemon = createServer();
    served = new Promise((resolve) => daemon.once('connection', resolve));
    await new Promise<void>((resolve) => daemon.listen(socket, resolve));
    tap = await openTap(join(folder, 'tap.sock'), socket);
    client = createConnection(tap.address.replace('unix://', ''));
  });

  afterEach(() => {
    client.destroy();
    tap.close();
    daemon.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends from one end and waits until the other has it. */
  async function send(from: Socket, to: Socket, text: string): Promise<void> {
    const arrived = new Promise<string>((resolve) => to.once('data', (chunk) => resolve(String(chunk))));
    from.write(text);
    expect(await arrived).toBe(text);
  }

  it('passes everything on and notes what a hand-over consists of, in order', async () => {
    const server = await served;
    await send(server, client, '{"status":"die","id":"abc","Action":"die","Actor":{}}\n');
    await send(client, server, 'POST /v1.41/containers/abc/update HTTP/1.1\r\nHost: x\r\n\r\n{}');
    await send(server, client, 'HTTP/1.1 200 OK\r\n\r\n{}');
    await send(client, server, 'go\n');
    await send(client, server, 'POST /v1.41/containers/abc/pause HTTP/1.1\r\n\r\n');
    await send(server, client, 'HTTP/1.1 204 No Content\r\n\r\n');
    const seen = tap.take();
    expect(seen.map(({ what }) => what)).toEqual(['die', 'update', 'updated', 'line']);
    expect(ownParts(seen)).toHaveLength(1);
    expect(tap.take()).toEqual([]);
  });

  it('ends both sides when one ends', async () => {
    const server = await served;
    const ended = new Promise((resolve) => client.once('close', resolve));
    server.end();
    await ended;
  });
});
