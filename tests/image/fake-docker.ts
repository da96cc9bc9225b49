import { Readable } from 'node:stream';
import type Dockerode from 'dockerode';

/** A daemon's answer with an error status, as the client throws it. */
export function daemonError(statusCode: number, message: string): Error {
  return Object.assign(new Error(`(HTTP code ${String(statusCode)}) error - ${message}`), { statusCode });
}

/** What the daemon streams: each object on a line. */
export function streamOf(...objects: object[]): NodeJS.ReadableStream {
  return Readable.from(objects.map((object) => Buffer.from(`${JSON.stringify(object)}\n`)));
}

/** A daemon that has these images; the rest of it is as the test says. */
export class FakeDocker {
  readonly pulls: string[] = [];
  readonly removed: string[] = [];
  /** What was imported, and the names given to it. */
  readonly imports: string[] = [];
  readonly named: string[] = [];
  readonly builds: Dockerode.ImageBuildOptions[] = [];
  pullAnswer: () => Promise<NodeJS.ReadableStream> = () => Promise.reject(daemonError(500, 'no such host'));
  buildAnswer: () => Promise<NodeJS.ReadableStream> = () => Promise.resolve(streamOf());
  importAnswer: () => Promise<NodeJS.ReadableStream> = () =>
    Promise.resolve(streamOf({ status: 'sha256:1' }));
  removeAnswer: (name: string) => Promise<void> = () => Promise.resolve();
  listed: Partial<Dockerode.ImageInfo>[] = [];

  constructor(readonly images: readonly string[] = []) {}

  getImage(name: string) {
    return {
      inspect: () =>
        this.images.includes(name) ? Promise.resolve({}) : Promise.reject(daemonError(404, 'No such image')),
      remove: async () => {
        await this.removeAnswer(name);
        this.removed.push(name);
      },
      tag: ({ repo, tag }: { repo: string; tag: string }) => {
        this.named.push(`${repo}:${tag}`);
        return Promise.resolve();
      },
    };
  }

  pull(reference: string) {
    this.pulls.push(reference);
    return this.pullAnswer();
  }

  buildImage(_archive: unknown, options: Dockerode.ImageBuildOptions) {
    this.builds.push(options);
    return this.buildAnswer();
  }

  async importImage(archive: NodeJS.ReadableStream) {
    let text = '';
    for await (const chunk of archive) text += String(chunk);
    this.imports.push(text);
    return this.importAnswer();
  }

  listImages() {
    return Promise.resolve(this.listed);
  }

  /** As the code under test takes it: it uses nothing of the client but what is above. */
  get client(): Dockerode {
    return this as unknown as Dockerode;
  }
}
