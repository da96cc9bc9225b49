import { rmSync } from 'node:fs';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/** Where the daemon listens unless DOCKER_HOST says otherwise. */
const DAEMON = process.env.DOCKER_HOST?.replace(/^unix:\/\//, '') ?? '/var/run/docker.sock';

/** A way to the daemon that can be cut off, as if the daemon were gone. */
export class Passage {
  /** For DOCKER_HOST. */
  readonly host: string;
  /** Seconds by which everything that the daemon says is late. */
  delay = 0;
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();

  /** @param path of its socket */
  constructor(private readonly path: string) {
    this.host = `unix://${path}`;
  }

  async open(): Promise<void> {
    // One side may close its half, as Docker's clients do, and go on reading.
    this.server = createServer({ allowHalfOpen: true }, (client) => {
      const daemon = connect({ path: DAEMON, allowHalfOpen: true });
      client.pipe(daemon);
      // Equal delays keep the order.
      const later = (happen: () => void): void => {
        if (this.delay === 0) happen();
        else setTimeout(happen, this.delay * 1000);
      };
      daemon.on('data', (chunk) => later(() => client.write(chunk)));
      daemon.on('end', () => later(() => client.end()));
      for (const [socket, other] of [
        [client, daemon],
        [daemon, client],
      ] as const) {
        this.sockets.add(socket);
        socket.on('error', () => other.destroy());
        socket.on('close', () => this.sockets.delete(socket));
      }
    });
    this.server.listen(this.path);
    await once(this.server, 'listening');
  }

  /** Breaks every connection; nobody is there until it is opened again. */
  close(): void {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    rmSync(this.path, { force: true });
  }
}
